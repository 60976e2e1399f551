# Writes the data of reckon.mod for a table as suppress printed it (the second file). The first file is the table it was
# given, which tells only what to ask about, never what to reckon with.
#   -v keys=N interval=W min=N zeros=0|1 complement=0|1
#   -v marks=1: reckon with the marks too, and ask whether a primar can be more than one number.
BEGIN { FS = ","; figures = asked = equations = terms = lows = highs = "" }

function term(equation, sign, figure) { terms = terms " " equation " " figure " " sign "\n" }

# A sum of cells, printed or not, that is 0: told by its whole and the list of its parts.
function equate(whole, parts,   n, i, part, known, unknown) {
  equation++
  known = 0
  n = split(parts, part, " ")
  for (i = 1; i <= n; i++)
    if (part[i] in printed) known += printed[part[i]]
    else { term(equation, 1, part[i]); unknown++ }
  if (whole in printed) known -= printed[whole]
  else { term(equation, -1, whole); unknown++ }
  if (unknown) { equations = equations " " equation; rests = rests " " equation " " (-known) "\n" }
}

function small(count) { return count >= (zeros ? 0 : 1) && count < min }

# The keys of a row with one of them replaced.
function replaced(row, key, by,   cell, i, text) {
  split(row, cell, SUBSEP)
  cell[key] = by
  text = cell[1]
  for (i = 2; i <= keys; i++) text = text SUBSEP cell[i]
  return text
}

function keys_of(line,   i, text) {
  text = $1
  for (i = 2; i <= keys; i++) text = text SUBSEP $i
  return text
}

FNR == 1 { file++; next }
file == 1 {
  count[keys_of()] = $(keys + 1)
  base[keys_of()] = $(keys + 2)
  next
}
{
  row = keys_of()
  number[row] = ++rows
  name[rows] = row
  group[row] = replaced(row, keys, "")
  mark[row] = $NF
  if (NF > keys + 2) has_base = 1
  if (!(group[row] in seen)) { seen[group[row]] = ++groups; group_name[groups] = group[row] }
  if ($(keys + 1) != "") printed["x" rows] = $(keys + 1)
  if (has_base && $(keys + 2) != "") printed["b" seen[group[row]]] = $(keys + 2)
}

function ask(figure, width) { asked = asked " " figure; widths = widths " " figure " " width "\n" }

function bound(figure, least, most) {
  lows = lows " " figure " " least "\n"
  highs = highs " " figure " " most "\n"
}

function look(r,   row, figure) {
  row = name[r]
  figure = "x" r
  if (figure in printed) return
  figures = figures " " figure
  if (!marks) ask(figure, interval)
  else if (mark[row] == "primar" && small(count[row])) { ask(figure, 1); bound(figure, zeros ? 0 : 1, min - 1) }
  else if (mark[row] == "sekundar") bound(figure, count[row] ? min : 0, count[row] ? 100000 : 0)
  if (!complement || !small(base[row] - count[row])) return
  figures = figures " r" r
  if (marks) { ask("r" r, 1); bound("r" r, zeros ? 0 : 1, min - 1) }
  else ask("r" r, interval)
  equate("b" seen[group[row]], figure " r" r)
}

# The totals over each key: of rows (prefix x) and of bases (b), whose last key is not there.
function totals(prefix, numbers, names, n, last,   i, key, cell, whole, parts) {
  for (i = 1; i <= n; i++) {
    split(names[i], cell, SUBSEP)
    for (key = 1; key <= last; key++) {
      whole = replaced(names[i], key, "*")
      if (cell[key] != "*" && (whole in numbers))
        parts[prefix numbers[whole] " " key] = parts[prefix numbers[whole] " " key] " " prefix i
    }
  }
  for (i in parts) { split(i, cell, " "); equate(cell[1], parts[i]) }
}

END {
  for (i = 1; i <= groups; i++)
    if (has_base && !("b" i in printed)) figures = figures " b" i
  for (i = 1; i <= rows; i++) look(i)
  totals("x", number, name, rows, keys)
  if (has_base) {
    totals("b", seen, group_name, groups, keys - 1)
    for (i = 1; i <= rows; i++)
      if (name[i] !~ /\*$/) classes[seen[group[name[i]]]] = classes[seen[group[name[i]]]] " x" i
    for (i in classes) equate("b" i, classes[i])
  }
  print "data;"
  print "set FIGURES :=" figures ";"
  print "set EQUATIONS :=" equations ";"
  n = split(terms, line, "\n")
  printf "param : TERMS : sign :=\n%s;\n", terms
  printf "param rest :=\n%s;\n", rests
  print "set ASKED :=" asked ";"
  printf "param promised :=\n%s;\n", widths
  printf "param low :=\n%s;\nparam high :=\n%s;\n", lows, highs
  print "end;"
}
