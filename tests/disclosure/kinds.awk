# Writes a synthetic table of one of eight kinds whose rows and columns hang together by what they are called or count,
# by -v seed=N alone: totals by name, periods, age bands, a hierarchy, sums that no word tells, columns that are sums,
# flows. Beside it, by definition and not by looking at the numbers:
#   -v relations=FILE: what holds of the cells, a line each: `=` (or `>=` 0), then cells with their signs. The cell of
#   line 7 of the table in column 3 is x7_3.
#   -v hierarchy=FILE: the file for --hierarchy
# Last comes a line for the caller on standard error: the options, and how many key columns there are.
function below(n) { state = (state * 16807) % 2147483647; return state % n }

function count() {
  if (below(100) < 10) return 0
  return below(100) < 30 ? 1 + below(4) : 5 + below(36)
}

# Adds a row: its keys and its counts, both with commas between. Returns its line.
function row(keys, counts) {
  text[++lines] = keys "," counts
  split(counts, cell, ",")
  for (c = 1; c <= columns; c++) value[lines, c] = cell[c]
  return lines
}

function term(line, c, sign) { return " " sign "x" line "_" (keys + c) }

# The whole is the sum of the lines, in every column of counts.
function tell_sum(whole, parts,   n, part, c, i, told) {
  n = split(parts, part, " ")
  for (c = 1; c <= columns; c++) {
    told = "=" term(whole, c, "-")
    for (i = 1; i <= n; i++) told = told term(part[i], c, "+")
    print told > relations
  }
}

# Adds the row that is the sum of others, and tells so.
function add_sum(name, parts,   n, part, c, i, sums, sum) {
  n = split(parts, part, " ")
  sums = ""
  for (c = 1; c <= columns; c++) {
    sum = 0
    for (i = 1; i <= n; i++) sum += value[part[i], c]
    sums = sums (c > 1 ? "," : "") sum
  }
  i = row(name, sums)
  tell_sum(i, parts)
  return i
}

function counts_of_row(   c, all) {
  all = ""
  for (c = 1; c <= columns; c++) all = all (c > 1 ? "," : "") count()
  return all
}

function word(n) { return substr("abcdefghijklmn", n, 1) "-by" }

# Totals of both keys under names, some twice.
function named(   i, j, names, n, across, down, all, corner) {
  n = split("Totalt,TOTALT,Summa:,Samtliga,Alla,*", names, ",")
  across = names[1 + below(n)]
  down = names[1 + below(n)]
  header = "ort,kon,antal"
  keys = 2
  columns = 1
  rowsn = 2 + below(3)
  for (i = 1; i <= rowsn; i++) {
    all = ""
    for (j = 1; j <= 3; j++) all = all " " (at[i, j] = row(word(i) "," substr("KMX", j, 1), count()))
    corner = corner " " add_sum(word(i) "," across, all)
    if (below(3) == 0) tell_same(lines, word(i) "," (across == "*" ? "Totalt" : "*"))
  }
  for (j = 1; j <= 3; j++) {
    all = ""
    for (i = 1; i <= rowsn; i++) all = all " " at[i, j]
    add_sum(down "," substr("KMX", j, 1), all)
  }
  add_sum(down "," across, corner)
}

function tell_same(line, name) {
  row(name, value[line, 1])
  print "=" term(lines, 1, "-") term(line, 1, "+") > relations
}

# Months or quarters, halves and years.
function periods(   g, y, q, fine, parts, halves, years, monthly) {
  header = "insats,period,antal"
  keys = 2
  columns = 1
  monthly = below(3) == 0
  for (g = 1; g <= 1 + below(2); g++) {
    years = ""
    for (y = 2019; y <= 2019 + below(2); y++) {
      parts = halves = ""
      for (q = 1; q <= (monthly ? 12 : 4); q++) {
        fine = row(word(g) "," y (monthly ? sprintf("-%02d", q) : "Q" q), count())
        parts = parts " " fine
        if (q % (monthly ? 6 : 2) == 0) {
          halves = halves " " add_sum(word(g) "," y "H" (q / (monthly ? 6 : 2)), parts)
          parts = ""
        }
      }
      years = years " " add_sum(word(g) "," y, halves)
    }
    if (below(2)) add_sum(word(g) ",*", years)
  }
}

# Bands, and wider ones over some of them that need not be nested.
function bands(   n, low, i, name, parts, round, from, to) {
  header = "alder,antal"
  keys = columns = 1
  n = split("-15,16-19,20-24,25-29,30-39,40-49,60-", name, ",")
  name[7] = "50-"
  for (i = 1; i <= n; i++) at[i] = row(name[i], count())
  split("0,16,20,25,30,40,50", low, ",")
  for (round = 0; round < 3; round++) {
    from = 1 + below(n - 1)
    to = from + 1 + below(n - from)
    parts = ""
    for (i = from; i <= to; i++) parts = parts " " at[i]
    i = (from == 1 ? "" : low[from]) "-" (to == n ? "" : low[to + 1] - 1)
    if (i == "-" || (i in seen)) continue
    seen[i] = 1
    add_sum(i, parts)
  }
  parts = ""
  for (i = 1; i <= n; i++) parts = parts " " at[i]
  if (below(2)) add_sum("Totalt", parts)
}

# Two levels that a file tells; one of the middle codes may have no row.
function levels(   i, j, parts, all, leaves, skip) {
  header = "ort,antal"
  keys = columns = 1
  print "kod,del_av" > hierarchy
  skip = 1 + below(6)
  for (i = 1; i <= 3; i++) {
    parts = ""
    print "region " i ",riket" > hierarchy
    for (j = 1; j <= 2 + below(3); j++) {
      print word(i) j ",region " i > hierarchy
      parts = parts " " row(word(i) j, count())
    }
    leaves = leaves parts
    if (i != skip) add_sum("region " i, parts)
  }
  add_sum("riket", leaves)
  args = "--hierarchy ort=" hierarchy
}

# A word that nobody knows: of all others in each group, or of the same two in every one of three.
function unknown(   g, i, groups, parts, some, n) {
  header = "insats,del,antal"
  keys = 2
  columns = 1
  some = below(2)
  groups = some ? 3 + below(2) : 1 + below(3)
  n = 3 + below(2)
  for (g = 1; g <= groups; g++) {
    parts = ""
    for (i = 1; i <= n; i++) {
      at[i] = row("insats " g "," word(i), some || i < 3 ? 1 + below(40) : count())
      if (i <= 2 || !some) parts = parts " " at[i]
      if (some && i == 2) add_sum("insats " g ",norr", parts)
    }
    if (!some) add_sum("insats " g ",norr", parts)
  }
}

# Women, men and all as columns, by place.
function columns_of(   i, a, b, parts) {
  header = "ort,kvinnor,man,Totalt"
  keys = 1
  columns = 3
  for (i = 1; i <= 3 + below(3); i++) {
    a = count()
    b = count()
    parts = parts " " row(word(i), a "," b "," a + b)
  }
  add_sum("Samtliga", parts)
  for (i = 2; i <= lines; i++) print "=" term(i, 1, "+") term(i, 2, "+") term(i, 3, "-") > relations
  args = "--count kvinnor,man,Totalt"
}

# In, out and left by quarter and year, of one insats or two and both.
function flow_row(name, was, in_, out) { return row(name, in_ "," out "," was + in_ - out "," was + in_) }

function flows(   g, q, was, groups, in_, out, c, quarters, all, i, first) {
  header = "insats,period,in,ut,kvar,deltagare"
  keys = 2
  columns = 4
  groups = 1 + below(2)
  for (g = 1; g <= groups; g++) {
    was = below(20)
    first = was
    quarters = ""
    in_ = out = 0
    for (q = 1; q <= 4; q++) {
      i = count()
      c = below(was + i + 1)
      if (below(3) == 0 && was + i > 4) c = 1 + below(4)
      at[g, q] = flow_row("insats " g ",2019Q" q, was, i, c)
      quarters = quarters " " at[g, q]
      was += i - c
      in_ += i
      out += c
    }
    at[g, 5] = flow_row("insats " g ",2019", first, in_, out)
  }
  for (g = 1; g <= groups; g++) tell_year(g)
  for (q = 1; q <= 5 && groups > 1; q++) at[3, q] = add_sum("*,2019" (q < 5 ? "Q" q : ""), at[1, q] " " at[2, q])
  if (groups > 1) tell_year(3)
}

# Who left and who is left were there; who was left before, and came, too. The year has the sums of in and out, the last
# quarter's left, and of those who were there no fewer than any quarter and no more than all.
function tell_year(g,   q, c, sum) {
  for (q = 1; q <= 5; q++) print "=" term(at[g, q], 4, "-") term(at[g, q], 2, "+") term(at[g, q], 3, "+") > relations
  for (q = 2; q <= 4; q++)
    print "=" term(at[g, q], 4, "-") term(at[g, q - 1], 3, "+") term(at[g, q], 1, "+") > relations
  for (c = 1; c <= 2; c++) {
    sum = "=" term(at[g, 5], c, "-")
    for (q = 1; q <= 4; q++) sum = sum term(at[g, q], c, "+")
    print sum > relations
  }
  print "=" term(at[g, 5], 3, "-") term(at[g, 4], 3, "+") > relations
  sum = ">=" term(at[g, 5], 4, "-")
  for (q = 1; q <= 4; q++) {
    sum = sum term(at[g, q], 4, "+")
    print ">=" term(at[g, 5], 4, "+") term(at[g, q], 4, "-") > relations
  }
  print sum > relations
}

BEGIN {
  state = seed * 7919 + 54321
  lines = 1
  for (i = 0; i < 10; i++) below(2)
  if (seed % 8 == 0) named()
  if (seed % 8 == 1) periods()
  if (seed % 8 == 2) bands()
  if (seed % 8 == 3) levels()
  if (seed % 8 == 4 || seed % 8 == 5) unknown()
  if (seed % 8 == 6) columns_of()
  if (seed % 8 == 7) flows()
  print header
  for (i = 2; i <= lines; i++) print text[i]
  print keys, args > "/dev/stderr"
}
