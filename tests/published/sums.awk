# Prints the arithmetic that stands in the lines read, and says which of it is wrong: sums ("3 + 4 = 7", numbers in
# parentheses left out), shares ("3 of 4 are 75.0") and changes in percent ("from 4 to 3 is -25.0").

function said(right) { print text (right ? "" : " is wrong") }

# An amount with one decimal, half away from zero.
function rounded(x) { return (x < 0 ? -1 : 1) * int(10 * (x < 0 ? -x : x) + 0.5 + 1e-9) / 10 }

# The next text in the line that the pattern describes; the rest of the line is looked through after it.
function found(pattern) {
  if (!match(rest, pattern)) return 0
  text = substr(rest, RSTART, RLENGTH)
  rest = substr(rest, RSTART + RLENGTH)
  count = split(text, word, " ")
  return 1
}

{
  gsub(/ \([^()]*\)/, "")
  for (rest = $0; found("-?[0-9]+( [-+] [0-9]+)+ = -?[0-9]+");) {
    sum = word[1]
    for (i = 2; i < count - 1; i += 2) sum += word[i] word[i + 1]
    said(sum == word[count])
  }
  for (rest = $0; found("[0-9]+ of [0-9]+ are [0-9]+[.][0-9]");) said(rounded(100 * word[1] / word[3]) == word[5])
  for (rest = $0; found("from [0-9]+ to [0-9]+ is -?[0-9]+[.][0-9]");) {
    said(rounded(100 * (word[4] - word[2]) / word[2]) == word[6])
  }
}
