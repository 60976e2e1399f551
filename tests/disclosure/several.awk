# Writes tables of the same persons, counted one by one, that hang together: by -v seed=N alone, to -v out=DIR.
#   seed % 5 = 0, 1: two or three tables to be shown together (given-N.csv), whose keys are not the same
#   2, 3: one table, and what was published of it a quarter ago (known-1.csv), when some of the persons had not come yet
#   4: one table, and what was published of all of whom its persons are some (known-1.csv)
# Beside them, by definition and not by looking at the numbers:
#   values     a cell and its value a line. The cell of line 7 of given-2.csv is x2_7, that of known-1.csv k1_7; a change,
#              which nobody prints, is d and a number
#   relations  what holds of the cells, a line each, as in kinds.awk
# The last line of standard output says what kind it is: linked, earlier or within.
function below(n) { state = (state * 16807) % 2147483647; return state % n }

# The keys of a person with `*` in those that the table lacks and in those of the set that are totals.
function tuple_of(p, keys, totals,   k, text, own) {
  text = ""
  for (k = 1; k <= 3; k++) {
    own = index(keys, k) && !(int(totals / 2 ^ (k - 1)) % 2)
    text = text (k > 1 ? SUBSEP : "") (own ? attribute[p, k] : "*")
  }
  return text
}

# All cells of a table, those of nobody too: every value and `*` of each of its keys.
function fill(prefix, keys, k, tuple,   v) {
  if (k > 3) {
    add_row(prefix, keys, tuple)
    return
  }
  if (index(keys, k))
    for (v = 1; v <= size[k]; v++) fill(prefix, keys, k + 1, tuple (k > 1 ? SUBSEP : "") word(k, v))
  if (!index(keys, k) || has_totals[prefix, k]) fill(prefix, keys, k + 1, tuple (k > 1 ? SUBSEP : "") "*")
}

function word(k, v) { return substr("kam", k, 1) v }

function add_row(prefix, keys, tuple,   part, k, text) {
  split(tuple, part, SUBSEP)
  text = ""
  for (k = 1; k <= 3; k++) if (index(keys, k)) text = text part[k] ","
  print text (count[tuple] + 0) > file_of[prefix]
  lines[prefix]++
  cell = prefix "_" lines[prefix]
  print cell, count[tuple] + 0 > (out "/values")
  set = substr(prefix, 1, 1)
  if ((set, tuple) in at) print "= -" cell " +" at[set, tuple] > (out "/relations")
  else {
    at[set, tuple] = cell
    tuples[++tuple_count] = tuple
    sets[tuple_count] = set
    value[cell] = count[tuple] + 0
  }
}

# A table of those persons of whom `who` is true.
function table(prefix, keys, who,   p, k, header, totals) {
  delete count
  file_of[prefix] = out (prefix ~ /^k/ ? "/known-" : "/given-") substr(prefix, 2) ".csv"
  for (p = 1; p <= persons; p++) {
    if (who && !member[p]) continue
    for (totals = 0; totals < 8; totals++) {
      text = tuple_of(p, keys, totals)
      if (!((p, text) in counted) || counted[p, text] != prefix) count[text]++
      counted[p, text] = prefix
    }
  }
  header = ""
  for (k = 1; k <= 3; k++) if (index(keys, k)) header = header substr("kon    alder  kommun ", 7 * k - 6, 7) ","
  gsub(/ /, "", header)
  print header "antal" > file_of[prefix]
  lines[prefix] = 1
  fill(prefix, keys, 1, "")
}

# A total is the sum of what has a value in its place, where there are all of these.
function tell_totals(   i, k, v, part, tuple, other, text, all) {
  for (i = 1; i <= tuple_count; i++)
    for (k = 1; k <= 3; k++) {
      split(tuples[i], part, SUBSEP)
      if (part[k] != "*") continue
      text = "= -" at[sets[i], tuples[i]]
      all = 1
      for (v = 1; v <= size[k]; v++) {
        part[k] = word(k, v)
        other = part[1] SUBSEP part[2] SUBSEP part[3]
        if (!((sets[i], other) in at)) all = 0
        else text = text " +" at[sets[i], other]
      }
      if (all) print text > (out "/relations")
    }
}

# The cells of a value of one key by all values of another, of which there is a table.
function sum_of(key, v, over, sign,   u, part, text) {
  for (u = 1; u <= size[over]; u++) {
    part[1] = part[2] = part[3] = "*"
    part[key] = word(key, v)
    part[over] = word(over, u)
    text = text sign at["x", part[1] SUBSEP part[2] SUBSEP part[3]]
  }
  return text
}

# By the key that two tables have in common, all of one are as many as all of the other.
function tell_margins(key, one, other,   v) {
  for (v = 1; v <= size[key]; v++)
    print "=" sum_of(key, v, one, " +") sum_of(key, v, other, " -") > (out "/relations")
}

# What a count is more than another of which it is part.
function tell_changes(larger, smaller,   i, d) {
  for (i = 1; i <= tuple_count; i++) {
    if (sets[i] != larger || !((smaller, tuples[i]) in at)) continue
    d = "d" ++changes
    print d, value[at[larger, tuples[i]]] - value[at[smaller, tuples[i]]] > (out "/values")
    print "= -" at[larger, tuples[i]] " +" at[smaller, tuples[i]] " +" d > (out "/relations")
  }
}

# Totals over all keys, or over none of them, or over some.
function all_totals(prefix, how,   k) {
  for (k = 1; k <= 3; k++) has_totals[prefix, k] = how == "all" || (how == "some" && below(4) > 0)
}

BEGIN {
  state = seed * 7919 + 24680
  for (i = 0; i < 10; i++) below(2)
  kind = seed % 5 < 2 ? "linked" : seed % 5 < 4 ? "earlier" : "within"
  persons = 30 + below(kind == "linked" ? 150 : 100)
  size[1] = 2
  size[2] = 2 + below(3)
  size[3] = 2 + below(3)
  for (p = 1; p <= persons; p++) {
    for (k = 1; k <= 3; k++) {
      v = 1 + below(size[k])
      if (below(3) == 0) v = 1
      attribute[p, k] = word(k, v)
    }
    member[p] = below(100) < 70 + below(25)
  }
  printf "" > (out "/relations")
  if (kind == "linked") {
    totals = below(2) ? "some" : "none"
    all_totals("x1", totals); all_totals("x2", totals); all_totals("x3", totals)
    table("x1", "12", 0)
    second = below(2) ? "23" : "2"
    table("x2", second, 0)
    third = below(2)
    if (third) table("x3", "13", 0)
    if (second == "23") tell_margins(2, 1, 3)
    if (third) tell_margins(1, 2, 3)
    if (third && second == "23") tell_margins(3, 1, 2)
  } else {
    keys = below(2) ? "12" : "13"
    all_totals("x1", "all"); all_totals("k1", "all")
    table("x1", keys, kind == "within")
    table("k1", keys, kind == "earlier")
  }
  tell_totals()
  if (kind == "earlier") tell_changes("x", "k")
  if (kind == "within") tell_changes("k", "x")
  print kind
}
