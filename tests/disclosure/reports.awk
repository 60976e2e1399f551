# Writes a table as a report of the evaluator's questions has it, by -v seed=N alone, to -v out=DIR, with values and
# relations as several.awk writes them: persons counted one by one. What holds of the cells is what the report's page
# says, not what the numbers happen to be.
#   seed % 6 = 0: outcomes --bounds           3: progress --report stages
#              1: the same with --multiple    4: progress --report plan
#              2: outcomes --report paid      5: contrast
function below(n) { state = (state * 16807) % 2147483647; return state % n }

function tell(text) { print text > (out "/relations") }

# The cell of a line in a column of the header, from 1.
function cell(line, column) { return "x1_" line "_" column }

# Adds a row: its keys, then its counts from `from` on; "-" is a count that is not there, and one with "!" behind it need
# not be kept from anybody: a base, which other rows of the group show. Returns its line.
function row(keys, from, counts,   n, c, part, open) {
  n = split(counts, part, " ")
  text = keys
  line++
  for (c = 1; c <= n; c++) {
    open = sub(/!/, "", part[c]) ? " open" : ""
    text = text "," (part[c] == "-" ? "" : part[c])
    if (part[c] != "-") print cell(line, from + c - 1), part[c] open > (out "/values")
  }
  print text > file
  return line
}

# The column of the line is the sum of it in others.
function tell_sum(whole, parts, column,   n, i, part, text) {
  n = split(parts, part, " ")
  text = "= -" cell(whole, column)
  for (i = 1; i <= n; i++) text = text " +" cell(part[i], column)
  tell(text)
}

function tell_same(one, other, column) { tell("= +" cell(one, column) " -" cell(other, column)) }

function tell_within(part, whole) { tell(">= +" whole " -" part) }

# The last group is all of them.
function name_of(g) { return g > groups ? "*" : "g" g }

function bounds(multiple,   g, k, p, h, antal, bas, lost, at, parts, lines) {
  print "grupp,klass,antal,bas,saknas" > file
  for (p = 1; p <= persons; p++) {
    g = 1 + below(groups)
    for (h = g; h <= groups + 1; h += groups + 1 - g) {
      bas[h]++
      if (p % 7 == 0) lost[h]++
    }
    for (k = 1; k <= 3 && p % 7; k++)
      if (multiple ? below(2) : below(2) || k == 3) {
        antal[g, k]++
        antal[groups + 1, k]++
        if (!multiple) break
      }
  }
  for (g = 1; g <= groups + 1; g++) {
    parts = ""
    for (k = 1; k <= 3; k++) {
      at[g, k] = row(name_of(g) ",k" k, 3, antal[g, k] + 0 " " bas[g] + 0 "! " lost[g] + 0)
      tell(">= +" cell(line, 4) " -" cell(line, 3) " -" cell(line, 5))
      if (k > 1) tell_same(line, at[g, 1], 4)
      if (k > 1) tell_same(line, at[g, 1], 5)
      parts = parts " +" cell(line, 3)
    }
    if (lost[g]) {
      at[g, 4] = row(name_of(g) ",uppgift_saknas", 3, lost[g] " " bas[g] "! -")
      tell_same(line, at[g, 1], 4)
      tell("= +" cell(line, 3) " -" cell(at[g, 1], 5))
    }
    if (!multiple) tell("= -" cell(at[g, 1], 4) " +" cell(at[g, 1], 5) parts)
  }
  for (k = 1; k <= 3; k++) {
    lines = ""
    for (g = 1; g <= groups; g++) lines = lines " " at[g, k]
    for (g = 3; g <= 5; g++) tell_sum(at[groups + 1, k], lines, g)
  }
}

# Who is paid under each of three codes, or none of them, in three times.
function paid(   g, h, k, t, p, any, one, sum, n, got, money, at, lines, text, all) {
  print "grupp,kod,tidpunkt,personer,mottagare,belopp" > file
  for (p = 1; p <= persons; p++) {
    g = 1 + below(groups)
    for (t = 1; t <= 3; t++) {
      if (t == 3 && below(3) == 0) continue
      any = 0
      for (h = g; h <= groups + 1; h += groups + 1 - g) n[h, t]++
      for (k = 1; k <= 3; k++) {
        one = below(4) == 0
        any = any || one
        sum = one ? 1 + below(9000) : 0
        for (h = g; h <= groups + 1; h += groups + 1 - g) {
          got[h, t, k] += one
          money[h, t, k] += sum
          money[h, t, 4] += sum
        }
      }
      for (h = g; h <= groups + 1; h += groups + 1 - g) got[h, t, 4] += any
    }
  }
  for (g = 1; g <= groups + 1; g++)
    for (k = 1; k <= 4; k++)
      for (t = 1; t <= 3; t++) {
        at[g, k, t] = row(name_of(g) "," (k > 3 ? "*" : "kod" k) "," substr("foreundeefte", 4 * t - 3, 4) (t > 1 ? "r" : ""),
                          4, n[g, t] + 0 " " got[g, t, k] + 0 " " money[g, t, k] + 0)
        tell_within(cell(line, 5), cell(line, 4))
        if (k > 1) tell_same(line, at[g, 1, t], 4)
      }
  for (g = 1; g <= groups + 1; g++)
    for (t = 1; t <= 3; t++) {
      all = ""
      text = ">= -" cell(at[g, 4, t], 5)
      for (k = 1; k <= 3; k++) {
        tell_within(cell(at[g, k, t], 5), cell(at[g, 4, t], 5))
        text = text " +" cell(at[g, k, t], 5)
        all = all " " at[g, k, t]
      }
      tell(text)
      tell_sum(at[g, 4, t], all, 6)
    }
  for (k = 1; k <= 4; k++)
    for (t = 1; t <= 3; t++) {
      lines = ""
      for (g = 1; g <= groups; g++) lines = lines " " at[g, k, t]
      tell_sum(at[groups + 1, k, t], lines, 4)
      tell_sum(at[groups + 1, k, t], lines, 5)
      tell_sum(at[groups + 1, k, t], lines, 6)
    }
}

# A part has ended with a result or without one, or goes on.
function stages(   g, s, p, n, how, c) {
  print "insats,del,borjade,pagaende,fullfoljda,avbrutna,till_nasta,inom_tid,over_tid" > file
  for (g = 1; g <= groups; g++)
    for (s = 1; s <= 3; s++) {
      for (c = 1; c <= 7; c++) n[c] = 0
      for (p = below(persons); p > 0; p--) {
        how = 2 + below(10) % 4
        n[1]++
        if (how < 5) n[how]++
        if (below(2)) n[5]++
        if (how == 3 && below(2)) n[6]++
        if (how == 2 && below(2)) n[7]++
      }
      row("g" g ",del" s, 3, n[1] " " n[2] " " n[3] " " n[4] " " (s < 3 ? n[5] : "-") " " n[6] " " n[7])
      tell(">= +" cell(line, 3) " -" cell(line, 4) " -" cell(line, 5) " -" cell(line, 6))
      if (s < 3) tell_within(cell(line, 7), cell(line, 3))
      tell_within(cell(line, 8), cell(line, 5))
      tell_within(cell(line, 9), cell(line, 4))
    }
}

function plan(   g, h, k, p, active, planned, at, lines, l) {
  print "grupp,kon,aktiva,med_plan" > file
  for (p = 1; p <= persons; p++) {
    g = 1 + below(groups)
    k = 1 + below(2)
    with = below(4) > 0
    for (h = g; h <= groups + 1; h += groups + 1 - g)
      for (l = k; l <= 3; l += 3 - k) {
        active[h, l]++
        planned[h, l] += with
        if (l == 3) break
      }
  }
  for (g = 1; g <= groups + 1; g++)
    for (k = 1; k <= 3; k++) {
      at[g, k] = row(name_of(g) "," substr("KM*", k, 1), 3, active[g, k] + 0 " " planned[g, k] + 0)
      tell_within(cell(line, 4), cell(line, 3))
      if (k == 3) for (h = 3; h <= 4; h++) tell_sum(line, at[g, 1] " " at[g, 2], h)
    }
  for (k = 1; k <= 3; k++) {
    lines = ""
    for (g = 1; g <= groups; g++) lines = lines " " at[g, k]
    for (h = 3; h <= 4; h++) tell_sum(at[groups + 1, k], lines, h)
  }
}

# Two in each of several groups held against each other, in classes that everybody is in one of.
function contrast(   g, h, k, p, side, n, bas, at, lines, c, text) {
  print "grupp,klass,antal,bas,antal_mot,bas_mot" > file
  for (p = 1; p <= 2 * persons; p++) {
    g = 1 + below(groups)
    k = 1 + below(3)
    side = below(2)
    for (h = g; h <= groups + 1; h += groups + 1 - g) {
      n[h, k, side]++
      bas[h, side]++
    }
  }
  for (g = 1; g <= groups + 1; g++) {
    for (k = 1; k <= 3; k++)
      at[g, k] = row(name_of(g) ",k" k, 3, n[g, k, 0] + 0 " " bas[g, 0] + 0 "! " n[g, k, 1] + 0 " " bas[g, 1] + 0)
    for (c = 3; c <= 5; c += 2)
      tell("= -" cell(at[g, 1], c + 1) " +" cell(at[g, 1], c) " +" cell(at[g, 2], c) " +" cell(at[g, 3], c))
    for (c = 4; c <= 6; c += 2)
      for (k = 2; k <= 3; k++) tell_same(at[g, k], at[g, 1], c)
  }
  for (k = 1; k <= 3; k++) {
    lines = ""
    for (g = 1; g <= groups; g++) lines = lines " " at[g, k]
    for (c = 3; c <= 6; c++) tell_sum(at[groups + 1, k], lines, c)
  }
}

BEGIN {
  state = seed * 7919 + 97531
  for (i = 0; i < 10; i++) below(2)
  file = out "/given-1.csv"
  groups = 1 + below(3)
  line = 1
  persons = 20 + below(80)
  printf "" > (out "/relations")
  if (seed % 6 < 2) bounds(seed % 6)
  if (seed % 6 == 2) paid()
  if (seed % 6 == 3) stages()
  if (seed % 6 == 4) plan()
  if (seed % 6 == 5) contrast()
  print "reports"
}
