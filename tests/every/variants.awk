# Writes one CSV input in other clothes, or spoilt, as KIND/NAME for every kind, and how many lines and columns it has to
# the file size. Cells may be quoted but hold no line breaks; header and last row, which are spoilt, begin with ASCII.
# usage: awk -v name=NAME -f variants.awk INPUT

function put(kind, text)
{
  printf "%s", text > (kind "/" name)
}

# Splits a row into cell[1] .. cell[n], quoted as they are; returns n.
function split_row(row,    i, c, inside, count)
{
  count = 1
  cell[1] = ""
  inside = 0
  for (i = 1; i <= length(row); i++) {
    c = substr(row, i, 1)
    if (c == "\"")
      inside = !inside
    if (c == "," && !inside)
      cell[++count] = ""
    else
      cell[count] = cell[count] c
  }
  return count
}

# The row with another delimiter, its cells in order or (from the last) in reverse.
function delimited(row, delimiter, reverse,    i, count, text, result)
{
  count = split_row(row)
  result = ""
  for (i = 1; i <= count; i++) {
    text = cell[reverse ? count + 1 - i : i]
    if (index(text, delimiter) && text !~ /^"/)
      text = "\"" text "\""
    result = result (i > 1 ? delimiter : "") text
  }
  return result
}

# The lines from one to another, each followed by `end`.
function lines(from, to, end,    i, result)
{
  result = ""
  for (i = from; i <= to; i++)
    result = result line[i] end
  return result
}

function redelimited(delimiter,    i, result)
{
  result = ""
  for (i = 1; i <= NR; i++)
    result = result delimited(line[i], delimiter, 0) "\n"
  return result
}

{
  line[NR] = $0
}

END {
  print NR, split_row(line[1]) > "size"
  put("plain", lines(1, NR, "\n"))
  put("empty", "")
  put("header", line[1] "\n")
  put("array", "[]\n")
  put("crlf", lines(1, NR, "\r\n"))
  put("cr", lines(1, NR, "\r"))
  put("bom", "\357\273\277" lines(1, NR, "\n"))
  put("no-end", lines(1, NR - 1, "\n") line[NR])
  put("blank", line[1] "\n\n" lines(2, NR, "\n") "\n\n")
  put("semicolon", redelimited(";"))
  put("tab", redelimited("\t"))
  put("pipe", redelimited("|"))
  put("less", lines(1, NR - 1, "\n"))

  half = int(NR / 2) + 1
  put("several", lines(1, half, "\n"))
  printf "%s\n", delimited(line[1], ";", 1) > "several/second.csv"
  for (i = half + 1; i <= NR; i++)
    printf "%s\n", delimited(line[i], ";", 1) > "several/second.csv"

  first = substr(line[NR], 1, 1)
  rest = substr(line[NR], 2)
  before = lines(1, NR - 1, "\n")
  printf "%s%s%c%s\n", before, first, 0, rest > ("nul/" name)
  printf "%s%c%s\n", substr(line[1], 1, 1), 0, substr(line[1], 2) > ("nul-header/" name)
  put("nul-json", "[{\"a\":\"\\u0000\"}]\n")
  put("quote", before "\"" first rest "\n")
  put("stray", before first "\"" rest "\n")
  put("past-quote", before "\"" first "\"" rest "\n")
  put("text", before first "\377" rest "\n")
  put("short", before first "\n")
  put("long", before first rest ",x\n")
  put("cut", before first)
}
