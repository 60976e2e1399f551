# What reckon.awk writes for tables that hang together, as they were printed: by their values, which tell only
# what to ask about, and what holds of their cells (several.awk, marks.awk), then the printed tables, each after
# prefix=NAME in the list of files.
#   -v interval=W min=N
#   -v marks=1: reckon with the marks too, and ask whether a small count can be more than one number.
#   -v whole=1: ask of every count whether it can be more than one number.
BEGIN { FS = "," }
FNR == 1 { file++ }
file == 1 {
  split($0, part, " ")
  value[part[1]] = part[2]
  open[part[1]] = part[3] != "" # need not be kept from anybody (reports.awk)
  order[++cells] = part[1]
  next
}
file == 2 { told[++n] = $0; next }
FNR == 1 {
  last = NF
  marked = $NF == "skyddad"
  for (i = 1; i <= NF; i++) name[i] = $i
  single = 0
  for (i = 1; i <= NF; i++) single += ((prefix "_2_" i) in value)
  next
}
{
  if ((prefix "_" FNR) in value) take(prefix "_" FNR, $(last - marked), marked ? $last : "")
  for (i = 1; i <= last; i++) {
    cell = prefix "_" FNR "_" i
    if (cell in value) take(cell, $i, single == 1 ? $last : mark_in($last, name[i]))
  }
}

function mark_in(marks, name) {
  return marks ~ ("(^|[|])" name ":primar") ? "primar" : marks ~ ("(^|[|])" name ":sekundar") ? "sekundar" : ""
}

function take(cell, text, its_mark) {
  if (text != "") printed[cell] = text
  mark[cell] = its_mark
}

function small(figure) { return value[figure] >= 1 && value[figure] < min }

function look(figure,   change) {
  change = figure ~ /^d/
  figures = figures " " figure
  if (open[figure]) return
  if (whole) { if (!change || small(figure)) ask(figure, 1) }
  else if (!marks) { if (!change || small(figure)) ask(figure, interval) }
  else if (change) { if (small(figure)) ask(figure, 1) }
  else if (mark[figure] == "primar" && small(figure)) { ask(figure, 1); bound(figure, 1, min - 1) }
  else if (mark[figure] == "sekundar") bound(figure, value[figure] ? min : 0, value[figure] ? 100000 : 0)
}

END {
  for (i = 1; i <= cells; i++) if (!(order[i] in printed)) look(order[i])
}
