# What became of the figures of a published table; exits 1 when something is not as it is known to be.
# usage: awk -F '\t' -v name=TABLE -v figures=N -v given=N -f tell.awk known remarks verdicts
# known: kind, verdict, reason; remarks: kind, words before it, text; verdicts: rows of goals without kalla.
function show(kind, text) { line[++lines] = sprintf("  %-16s  %s", kind, text) }
function wrong(text) { show("WRONG", text); faults++ }
function described(verdict,   n, c, i, keys) {
  n = split(verdict, c, ",")
  for (i = 1; i <= n - 6; i++) keys = keys (c[i] == "" ? "" : c[i] ", ")
  if (c[n] == "") return keys c[n - 5] ": not printed, rebuilt " c[n - 2]
  if (c[n] == "saknas") return keys c[n - 5] ": printed " c[n - 3] ", no result"
  return keys c[n - 5] ": printed " c[n - 3] ", rebuilt " c[n - 2] " (" c[n - 1] ")"
}
FILENAME == "known" { kind[$2] = $1; reason[$2] = $3; order[++knowns] = $2; left[$2]++; next }
FILENAME == "remarks" { kinds[++remarks] = $1; texts[remarks] = $2 $3; next }
/,$/ { wrong(described($0)); next }
{ verdicts++ }
/,ja$/ { matched++; next }
left[$0]-- <= 0 { wrong(described($0)); next }
{ found[kind[$0]]++; show(kind[$0], described($0) ": " reason[$0]) }
END {
  for (i = 1; i <= knowns; i++) if (left[order[i]] > 0) wrong("it is no longer so that " order[i])
  if (verdicts != figures) wrong(verdicts + 0 " figures were held, of " figures)
  for (i = 1; i <= remarks; i++) show(kinds[i], texts[i])
  printf "%s.csv: %d figures, %d matched, ", name, verdicts, matched - given
  if (given) printf "%d given, ", given
  printf "%d contradicted, %d not reproducible\n", found["contradicted"], found["not reproducible"]
  for (i = 1; i <= lines; i++) print line[i]
  exit faults > 0
}
