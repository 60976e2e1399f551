# Surveys and assessments of Samordningsteam Västerås in 2019: -v file=halsa, redo, trappa or move. Input: the case list
# of samordningsteam.awk, whose completed participations answered and whose open ones were assessed.

function assess(matt, on, value,    row) {
  row[1] = "Samordningsteam Västerås"
  row[2] = id
  row[3] = kon
  row[4] = matt
  row[5] = on
  row[6] = value
  write_row(row, 6, ",", "\n")
}

# One answer to the health questionnaire; of a group without ids, to the question of readiness.
function answer(on, value,    row) {
  row[1] = "Samordningsteam Västerås"
  row[2] = id
  row[3] = kon
  row[4] = period
  row[5] = "halsa"
  row[6] = on
  row[7] = value
  write_row(row, 7, ",", "\n")
}

# Of n that answered twice, `better` improved and `worse` worsened; then those who did not.
function health(i, n, better, worse, odd,    start, part, answers) {
  start = 2 + draw(2)
  if (i <= n) {
    answer("start", start)
    answer("slut", i <= better ? start + 1 + draw(2) : i <= better + worse ? start - 1 : start)
  } else {
    split(odd, part, ",")
    split(part[i - n], answers, "/")
    if (answers[1] != "-") answer("start", answers[1])
    if (answers[2] != "-") answer("slut", answers[2])
  }
}

# n answers, the first `agreeing` of them 4 or 5; then `unknown` that say nothing.
function readiness(on, n, agreeing, unknown,    i, row) {
  for (i = 1; i <= n + unknown; i++) {
    row[1] = "Samordningsteam Västerås"
    row[2] = pick("Kvinna,Kvinna,Man") == "Man" ? "M" : "K"
    row[3] = "redo"
    row[4] = on
    row[5] = i <= agreeing ? 4 + draw(2) : i <= n ? 1 + draw(3) : i % 3 ? "Vet ej" : ""
    write_row(row, 5, ";", "\r\n")
  }
}

# A step, one of the steps listed, within the scale.
function step(value, steps, top) {
  value += pick(steps) + 0
  return value < 1 ? 1 : value > top ? top : value
}

# From the start of the stay on, every third month and on its last day; now and then nothing is known.
function staircase(    due, level, months) {
  level = 1 + draw(2)
  assess("trappa", start, level)
  for (months = 3; (due = add_months(start, months)) < slut; months += 3) {
    level = step(level, "-1,0,0,0,1,1", 5)
    assess("trappa", due, draw(15) ? level : "vet_ej")
  }
  assess("trappa", slut, step(level, "-1,0,0,1", 5))
}

# Eight areas on the day of the start and every third month, some days early; some are never assessed, some not lately.
function modules(    i, due, day, area, level, months, last) {
  open_stays++
  if (open_stays % 7 == 3) return
  last = open_stays % 5 == 2 ? "2019-08-15" : "2019-12-31"
  split("fysiskt,mentalt,aktiviteter,socialt,arbetsmoment,projekt,inlarning,kommunikation", area, ",")
  for (i = 1; i <= 8; i++) level[i] = 2 + draw(4)
  for (months = 0; (due = add_months(start, months)) <= last; months += 3) {
    day = months > 0 && substr(due, 9) > "08" ? add_days(substr(due, 1, 8) "01", open_stays % 6) : due
    for (i = 1; i <= 8; i++) {
      if (months > 0) level[i] = step(level[i], "-1,0,0,1,1,1,2", 10)
      assess(area[i], day, level[i])
    }
  }
}

function iso(plain) {
  return plain == "" ? "" : substr(plain, 1, 4) "-" substr(plain, 5, 2) "-" substr(plain, 7)
}

BEGIN {
  FS = ";"
  if (file == "halsa") print "insats,id,kon,period,matt,tillfalle,varde"
  else if (file == "redo") {
    printf "insats;kon;matt;tillfalle;varde\r\n"
    readiness("start", 57, 18, 4)
    readiness("slut", 54, 34, 3)
  } else print "insats,id,kon,matt,tillfalle,varde"
}

FNR == 1 || /^Totalt/ { next }
{
  id = $1
  kon = $2 == "Man" ? "M" : "K"
  start = iso($7)
  slut = iso($10)
}
file == "move" && start >= "2019-01-01" && start <= "2019-12-31" && (slut == "" || slut > "2019-12-31") { modules() }
$11 != "Fullföljt" || slut < "2019-01-01" || slut > "2019-12-31" { next }
file == "trappa" && FNR % 2 { staircase() }
file == "halsa" {
  if (slut < "2019-06-01") {
    period = "januari-maj"
    health(++early, 29, 23, 2, "3/-,2/-,3/vet_ej,/4")
  } else {
    period = "juni-november"
    health(++late, 18, 15, 1, "2/-,-/4,-/3,vet_ej/4")
  }
}
