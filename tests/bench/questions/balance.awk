# What each project paid in 2019 and in all, by its name, out of SIE in UTF-8: name, year, total, with tabs between.
function kronor(cents) {
  return cents % 100 ? sprintf("%d.%02d", int(cents / 100), cents % 100) : sprintf("%d", cents / 100)
}

$1 == "#OBJEKT" && $2 == 6 {
  number = $3
  sub(/^#OBJEKT 6 [^ ]* "/, "")
  sub(/".*/, "")
  name[number] = $0
}

$1 == "#VER" { current = substr($4, 1, 4) == 2019 }

$1 == "#TRANS" && $2 >= 3000 {
  project = $0
  sub(/.* 6 "/, "", project)
  sub(/".*/, "", project)
  split(substr($0, index($0, "}") + 2), field, " ")
  cents = int(field[1] * 100 + 0.5)
  total[project] += cents
  if (current) year[project] += cents
}

END { for (p in name) printf "%s\t%s\t%s\n", name[p], kronor(year[p]), kronor(total[p]) }
