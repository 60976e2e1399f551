# Takes the examples out of an mdoc page: writes where/line-N.cmd and where/line-N.want for each command (N is its line
# in the page) and where/script, which runs them all in one shell. A blank line before the next command only separates.

# What an mdoc escape stands for in a literal display.
BEGIN {
  count = split("e \\ (rs \\ - - (aq ' (dq \" (ga ` (ha ^ (ti ~ (at @ (en – (em — (<= ≤ (>= ≥ (mu × (co ©", pair, " ")
  for (i = 1; i < count; i += 2)
    stands_for[pair[i]] = pair[i + 1]
  stands_for["&"] = ""
  stands_for[" "] = " "
  stands_for["~"] = "\302\240"
  script = where "/script"
  printf "" > script
}

function fail(message)
{
  print FILENAME ":" FNR ": " message
  failed = 1
  exit
}

function plain(text,    result, at, key)
{
  result = ""
  while ((at = index(text, "\\")) > 0) {
    result = result substr(text, 1, at - 1)
    key = substr(text, at + 1, 1)
    if (key == "(")
      key = substr(text, at + 1, 3)
    if (!(key in stands_for))
      fail("the escape \\" key " is not known in an example")
    result = result stands_for[key]
    text = substr(text, at + 1 + length(key))
  }
  return result text
}

function write_blanks(number)
{
  while (number-- > 0)
    print "" > (example ".want")
  blanks = 0
}

function finish(separator)
{
  if (example != "") {
    write_blanks(blanks - separator)
    close(example ".cmd")
    close(example ".want")
  }
  example = ""
}

function begin(command)
{
  finish(blanks > 0)
  example = where "/" sprintf("line-%05d", FNR)
  print command > (example ".cmd")
  printf "" > (example ".want")
  printf ". '%s.cmd' > '%s.out' 2> '%s.err'\n", example, example, example > script
  output = 0
  examples++
}

/^\.Bd -literal/ { display = 1; next }
/^\.Ed/ { finish(0); display = 0; next }
!display { next }
/^\$ / { begin(plain(substr($0, 3))); next }
example == "" { next }
/^[.']/ { fail("a macro inside an example") }
/^> / && !output { print plain(substr($0, 3)) > (example ".cmd"); next }
{ output = 1 }
$0 == "" { blanks++; next }
{ write_blanks(blanks); print plain($0) > (example ".want") }
END {
  if (FILENAME ~ /\.1$/ && !examples && !failed)
    print FILENAME ": a filter without an example"
  exit failed || (FILENAME ~ /\.1$/ && !examples)
}
