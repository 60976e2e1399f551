# The notes of a status file as JSON lines for tabulate(1): a note of utfall(7), how many, file and line of the first.
# usage: awk -v filter=NAME -f scripts/notes.awk STATUS-FILE
# With a name there is a column of it first. Files in $work, of the environment, are called by their names alone.
/^    \{"code": / {
  sub(/^    \{"code": /, filter == "" ? "{\"not\": " : "{\"kalla\": \"" filter "\", \"not\": ")
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
