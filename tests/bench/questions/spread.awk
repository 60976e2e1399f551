# Holds percentiles of payback --draws against those of R: two random samples of the same distribution, so nearly alike.
# usage: awk -f spread.awk R UTFALL   (aktor and three percentiles, tab-separated; what payback wrote)
# Says what differs by more than 8 percent of the distance from the 5th to the 95th percentile; then exits 1. The standard
# error of such a difference is 1 percent where gains are nearly normal and 2 where two random factors are multiplied.
function far(x, y, width) { return (x > y ? x - y : y - x) > 0.08 * width + 0.01 }

NR == FNR {
  FS = "\t"
  $0 = $0
  for (i = 1; i <= 3; i++) expected[$1, i] = $(i + 1)
  actors++
  next
}
FNR == 1 {
  FS = ","
  $0 = $0
  for (i = 1; i <= NF; i++) column[$i] = i
  next
}
($1, 1) in expected {
  compared++
  for (i = 1; i <= 3; i++) {
    value = $column["vinst_manad_p" (i == 1 ? 5 : i == 2 ? 50 : 95)]
    if (!far(value, expected[$1, i], expected[$1, 3] - expected[$1, 1])) continue
    print $1 ": " value " is not " expected[$1, i]
    differ = 1
  }
}
END { exit differ || compared != actors }
