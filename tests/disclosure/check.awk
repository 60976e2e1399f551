# Says what is wrong with a table that suppress printed (the second file), given the table that it was given (the
# first): the same rows in the same order, unchanged or with every number blanked, and marked primar where the count is
# small or, with complement=1, what is left of bas. -v keys=N min=N zeros=0|1 complement=0|1
BEGIN { FS = OFS = "," }
function wrong(text) { print "line " FNR ": " text }
function small(count) { return count >= (zeros ? 0 : 1) && count < min }
FNR == 1 { file++ }
file == 1 { given[FNR] = $0; lines = FNR; next }
{
  mark = $NF
  last = length(mark) + 1
  line = substr($0, 1, length($0) - last)
  split(given[FNR], was, ",")
  if (FNR == 1) {
    if (line != given[1] || mark != "skyddad") wrong("the header is " $0)
    next
  }
  primary = small(was[keys + 1]) || (complement && NF > keys + 2 && small(was[keys + 2] - was[keys + 1]))
  if (primary != (mark == "primar")) wrong("is small: " primary ", marked: " mark)
  if (mark == "" && line != given[FNR]) wrong("not as it was")
  if (mark != "" && mark != "primar" && mark != "sekundar") wrong("marked: " mark)
  for (i = 1; i <= NF - 1; i++)
    if (i <= keys ? $i != was[i] : mark != "" && $i != "") wrong("column " i)
}
END { if (FNR != lines) wrong("not as many lines as there were, " lines) }
