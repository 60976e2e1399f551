# Writes the data of reckon.mod for a table of kinds.awk as suppress printed it (the third file), by what holds of its
# cells (the first). The second file is the table that it was given, which tells only what to ask about.
#   -v keys=N interval=W min=N
#   -v marks=1: reckon with the marks too, and ask whether a primar can be more than one number.
BEGIN { FS = ","; figures = asked = equations = terms = lows = highs = "" }
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

function ask(figure, width) { asked = asked " " figure; widths = widths " " figure " " width "\n" }

function bound(figure, least, most) {
  lows = lows " " figure " " least "\n"
  highs = highs " " figure " " most "\n"
}

function look(figure, mark,   small) {
  small = count[figure] >= 1 && count[figure] < min
  figures = figures " " figure
  if (!marks) ask(figure, interval)
  else if (mark == "primar" && small) { ask(figure, 1); bound(figure, 1, min - 1) }
  else if (mark == "sekundar") bound(figure, count[figure] ? min : 0, count[figure] ? 100000 : 0)
}

END {
  for (i = 1; i <= n; i++) {
    parts = split(told[i], part, " ")
    known = unknown = 0
    for (k = 2; k <= parts; k++) {
      figure = substr(part[k], 2)
      sign = substr(part[k], 1, 1) == "-" ? -1 : 1
      if (figure in printed) known += sign * printed[figure]
      else { terms = terms " " i " " figure " " sign "\n"; unknown++ }
    }
    if (!unknown) continue
    equations = equations " " i
    rests = rests " " i " " (-known) "\n"
    if (part[1] == ">=") mosts = mosts " " i " 1000000\n"
  }
  print "data;"
  print "set FIGURES :=" figures ";"
  print "set EQUATIONS :=" equations ";"
  printf "param : TERMS : sign :=\n%s;\n", terms
  printf "param rest :=\n%s;\n", rests
  printf "param most :=\n%s;\n", mosts
  print "set ASKED :=" asked ";"
  printf "param promised :=\n%s;\n", widths
  printf "param low :=\n%s;\nparam high :=\n%s;\n", lows, highs
  print "end;"
}
