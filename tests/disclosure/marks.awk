# Writes a table of counts that add up over months, as outcomes --report time (seed % 2 = 0) or cohort --returns does, by
# -v seed=N alone, to -v out=DIR, with values and relations as several.awk writes them: persons counted one by one.
function below(n) { state = (state * 16807) % 2147483647; return state % n }

function tell(text) { print text > (out "/relations") }

function cell(line, column) { return "x1_" line "_" (2 + column) }

function write_row(g, m,   c, text) {
  line++
  text = (g > groups ? "*" : "g" g) "," 6 * m
  for (c = 1; c <= columns; c++) {
    text = text "," counts[g, m, c] + 0
    print cell(line, c), counts[g, m, c] + 0 > (out "/values")
  }
  print text > file
  at[g, m] = line
}

# The state of a person at a mark: 1 still followed, 2 event, 3 another exit, 4 not followed so long.
function state_at(p, m) { return fate[p] && when[p] <= m ? fate[p] : 1 }

function tell_changes(g, m, c, larger, smaller,   d) {
  d = "d" ++changes
  print d, counts[g, larger, c] - counts[g, smaller, c] > (out "/values")
  tell("= -" cell(at[g, larger], c) " +" cell(at[g, smaller], c) " +" d)
}

BEGIN {
  state = seed * 7919 + 13579
  for (i = 0; i < 10; i++) below(2)
  file = out "/given-1.csv"
  time = seed % 2 == 0
  groups = 1 + below(3)
  marks = 2 + below(3)
  columns = time ? 4 : 2
  print "grupp,efter_manader," (time ? "risk,handelser,konkurrerande,censurerade" : "utgangar,ater") > file
  line = 1
  persons = 20 + below(80)
  for (p = 1; p <= persons; p++) {
    fate[p] = time ? below(5) : 2 * below(2)
    fate[p] = fate[p] > 1 ? fate[p] : 0
    when[p] = 1 + below(marks + 1)
    group = 1 + below(groups)
    for (m = 1; m <= marks; m++) {
      s = state_at(p, m)
      for (i = 1; i <= 2; i++) {
        g = i == 1 ? group : groups + 1
        if (time) counts[g, m, s]++
        else { counts[g, m, 1]++; counts[g, m, 2] += s == 2 }
      }
    }
  }
  printf "" > (out "/relations")
  for (g = 1; g <= groups + (groups > 1); g++) for (m = 1; m <= marks; m++) write_row(g, m)
  for (m = 1; m <= marks && groups > 1; m++)
    for (c = 1; c <= columns; c++) {
      text = "= -" cell(at[groups + 1, m], c)
      for (g = 1; g <= groups; g++) text = text " +" cell(at[g, m], c)
      tell(text)
    }
  for (g = 1; g <= groups + (groups > 1); g++)
    for (m = 1; m <= marks; m++) {
      if (!time) tell(">= +" cell(at[g, m], 1) " -" cell(at[g, m], 2))
      if (m == 1) continue
      for (c = 1; c <= columns; c++) {
        if (time && c == 1) tell_changes(g, m, c, m - 1, m)
        else tell_changes(g, m, c, m, m - 1)
      }
      text = "="
      for (c = 1; c <= columns && time; c++) text = text " +" cell(at[g, m], c) " -" cell(at[g, m - 1], c)
      if (time) tell(text)
    }
  print "marks"
}
