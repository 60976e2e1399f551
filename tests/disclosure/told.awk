# What reckon.awk writes for a table of kinds.awk as suppress printed it (the third file), by what holds of its
# cells (the first). The second file is the table that it was given, which tells only what to ask about.
#   -v keys=N interval=W min=N
#   -v marks=1: reckon with the marks too, and ask whether a primar can be more than one number.
BEGIN { FS = "," }
FNR == 1 { file++; line = 0 }
file == 1 { told[++n] = $0; next }
FNR == 1 { if (file == 2) last = NF; for (i = 1; i <= NF; i++) name[i] = $i; next }
file == 2 { for (i = keys + 1; i <= last; i++) count["x" FNR "_" i] = $i; next }
{
  for (i = keys + 1; i <= last; i++) {
    cell = "x" FNR "_" i
    if ($i != "") printed[cell] = $i
    else {
      mark = last == keys + 1 ? $NF : $NF ~ ("(^|[|])" name[i] ":primar") ? "primar" : "sekundar"
      look(cell, mark)
    }
  }
}

function look(figure, mark,   small) {
  small = count[figure] >= 1 && count[figure] < min
  figures = figures " " figure
  if (!marks) ask(figure, interval)
  else if (mark == "primar" && small) { ask(figure, 1); bound(figure, 1, min - 1) }
  else if (mark == "sekundar") bound(figure, count[figure] ? min : 0, count[figure] ? 100000 : 0)
}
