# Writes a synthetic table of counts with one to three keys, zeros, small counts and totals, by -v seed=N alone.
# Some of two keys are wide, so that a part of them is tried before the whole.
# Every other has bas, which the classes of klass divide; those without may have totals over klass.
function below(n) { state = (state * 16807) % 2147483647; return state % n }

function count() {
  if (below(100) < 20) return 0
  return below(100) < 30 ? 1 + below(4) : 5 + below(36)
}

# Adds the count to every row it is part of: each key as it is, or `*` where there are totals over it.
function add(key, keys, row, n, base) {
  if (key > keys) {
    if (!(row in counts)) order[++rows] = row
    counts[row] += n
    base = row
    sub(/[^,]*$/, "", base)
    bases[base] += n
    return
  }
  add(key + 1, keys, row (key > 1 ? "," : "") value[key], n)
  if (totals[key]) add(key + 1, keys, row (key > 1 ? "," : "") "*", n)
}

function fill(key, keys, i) {
  if (key > keys) {
    add(1, keys, "", count())
    return
  }
  for (i = 1; i <= size[key]; i++) {
    value[key] = substr("abcdefghijklmn", i, 1)
    fill(key + 1, keys)
  }
}

BEGIN {
  state = seed * 7919 + 12345
  for (i = 0; i < 10; i++) below(2)
  keys = 1 + below(3)
  with_base = seed % 2
  for (i = 1; i <= keys; i++) {
    size[i] = 2 + below(keys == 3 ? 3 : 5) + (keys == 2 && seed % 4 == 1 ? 8 : 0)
    totals[i] = i < keys || !with_base ? below(4) > 0 : 0
  }
  fill(1, keys)
  for (i = 1; i < keys; i++) printf "nyckel%d,", i
  print with_base ? "klass,antal,bas,andel" : "klass,antal"
  for (i = 1; i <= rows; i++) {
    base = order[i]
    sub(/[^,]*$/, "", base)
    if (!with_base) print order[i] "," counts[order[i]]
    else printf "%s,%d,%d,%s\n", order[i], counts[order[i]], bases[base],
      bases[base] ? sprintf("%.1f", 100 * counts[order[i]] / bases[base]) : ""
  }
}
