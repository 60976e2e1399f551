# 3000 rows of ugly cells, the same every time: a linear congruential generator picks the pieces.
function roll(sides)
{
  seed = (seed * 16807) % 2147483647
  return seed % sides
}

function cell(    result, parts)
{
  result = ""
  for (parts = roll(5); parts > 0; parts--)
    result = result piece[roll(pieces) + 1]
  return result
}

function quoted(text)
{
  if (text !~ /[",\r\n]/)
    return text
  gsub(/"/, "\"\"", text)
  return "\"" text "\""
}

BEGIN {
  seed = 20190401
  pieces = split("a~,~\"~\r\n~\n~\r~ ~\t~\\~/~{~}~[~]~:~null~true~0~007~-1~1e5~å~Ö~é~東京~\360\237\230\200~\001~\033[2J~" \
    "\177~\302\240~\357\273\277~\\u0041~\\n~|~;~<~&~'~#", piece, "~")
  numbers = split("~0~7~-12~0.50~12345678901234567890~1E+3~007~1.~n/a~null", number, "~")
  print "insats,antal,andel,text"
  for (row = 0; row < 3000; row++)
    print quoted(cell()) "," number[roll(numbers) + 1] "," number[roll(numbers) + 1] "," quoted(cell() "x") # no blank row
}
