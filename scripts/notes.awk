# The notes of status files as JSON lines for tabulate(1): a note of utfall(7), how many, file and line of the first.
# usage: awk -v named=WHETHER -f scripts/notes.awk STATUS-FILE...
# Where they are named, the filter is a column in front. Files in $work, of the environment, are called by their names
# alone.
/^  "filter": / {
  filter = $2
  sub(/,$/, "", filter)
}
/^    \{"code": / {
  sub(/^    \{"code": /, named == "" ? "{\"not\": " : "{\"kalla\": " filter ", \"not\": ")
  sub(/, "count": /, ", \"antal\": ")
  sub(/, "file": /, ", \"fil\": ")
  sub(/, "line": /, ", \"rad\": ")
  sub(/,$/, "")
  private = "\"fil\": \"" ENVIRON["work"] "/"
  at = index($0, private)
  if (at) {
    rest = substr($0, at + length(private))
    sub(/^new\//, "", rest)
    $0 = substr($0, 1, at + 7) rest
  }
  print
}
