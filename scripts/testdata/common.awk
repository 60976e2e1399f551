# What the generators share: dates, personnummer that belong to no one, a fixed stream of numbers, CSV writing.

function leap(y) {
  return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0
}

function month_days(y, m) {
  return m == 2 ? 28 + leap(y) : 30 + (m + int(m / 8)) % 2
}

# "2019-02-04" + 30 -> "2019-03-06"
function add_days(iso, n,    y, m, d) {
  y = substr(iso, 1, 4) + 0
  m = substr(iso, 6, 2) + 0
  d = substr(iso, 9, 2) + n
  while (d > month_days(y, m)) {
    d -= month_days(y, m)
    if (++m > 12) {
      m = 1
      y++
    }
  }
  return sprintf("%04d-%02d-%02d", y, m, d)
}

# To the month's end where the day is lacking.
function add_months(iso, n,    y, m, d) {
  y = substr(iso, 1, 4) + 0
  m = substr(iso, 6, 2) + n
  d = substr(iso, 9, 2) + 0
  while (m > 12) {
    m -= 12
    y++
  }
  if (d > month_days(y, m)) d = month_days(y, m)
  return sprintf("%04d-%02d-%02d", y, m, d)
}

# The check digit of nine digits.
function luhn(digits,    i, n, sum) {
  for (i = 1; i <= 9; i++) {
    n = substr(digits, i, 1) * (i % 2 ? 2 : 1)
    sum += n > 9 ? n - 9 : n
  }
  return (10 - sum % 10) % 10
}

# YYYYMMDD and a serial of 980-989, which are never given to anyone, to twelve digits.
function personnummer(birth, serial) {
  return birth serial luhn(substr(birth, 3) serial)
}

# A whole number 0..n-1 from a Lehmer generator: the same in every awk, unlike rand().
function draw(n) {
  if (!seed) seed = 20191231
  seed = (seed * 16807) % 2147483647
  return int(seed / 2147483647 * n)
}

# One of the words of a list separated by commas.
function pick(list,    words, n) {
  n = split(list, words, ",")
  return words[draw(n) + 1]
}

function quoted(field, delimiter) {
  if (index(field, delimiter) == 0 && field !~ /["\r\n]/) return field
  gsub(/"/, "\"\"", field)
  return "\"" field "\""
}

# Writes row[1..n] and `ending`.
function write_row(row, n, delimiter, ending,    i) {
  for (i = 1; i <= n; i++) printf "%s%s", (i > 1 ? delimiter : ""), quoted(row[i], delimiter)
  printf "%s", ending
}
