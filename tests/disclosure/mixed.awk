# The same table with its rows in another order, by -v seed=N alone.
{ line[NR] = $0 }
END {
  state = seed * 7919 + 2024
  print line[1]
  for (i = NR; i > 2; i--) {
    state = (state * 16807) % 2147483647
    k = 2 + state % (i - 1)
    print line[k]
    line[k] = line[i]
  }
  if (NR > 1) print line[2]
}
