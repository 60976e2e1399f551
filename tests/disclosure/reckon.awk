# Writes the data of reckon.mod, at the end, after attack.awk or told.awk has read the tables: `told` has n lines, each what
# holds of some figures (">=" or "=", then +FIGURE and -FIGURE), `printed` the figures that can be read, `figures` the
# others. Those two say which figures are asked about and what bounds are known.
BEGIN { figures = asked = equations = terms = lows = highs = "" }

function ask(figure, width) { asked = asked " " figure; widths = widths " " figure " " width "\n" }

function bound(figure, least, most) {
  lows = lows " " figure " " least "\n"
  highs = highs " " figure " " most "\n"
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
