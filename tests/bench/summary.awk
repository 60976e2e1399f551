# The table and the goals from lines of: question, rows, tool, round, milliseconds, KiB, and milliseconds of processor
# time where they are known. Ratios are taken within a round.
function median(list, count,   i, j, swap) {
  for (i = 2; i <= count; i++)
    for (j = i; j > 1 && list[j - 1] > list[j]; j--) {
      swap = list[j]
      list[j] = list[j - 1]
      list[j - 1] = swap
    }
  return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
}

# Median over the rounds of the time for one key, or of its ratio to another one's.
function over_rounds(key, other,   list, count, round) {
  for (round = 1; round <= last; round++) {
    if (!((key, round) in time)) continue
    if (!other) list[++count] = time[key, round]
    else if ((other, round) in time) list[++count] = time[key, round] / time[other, round]
  }
  return count ? median(list, count) : ""
}

# Median of the processor time for one key, in seconds.
function processor_seconds(key,   list, count, round) {
  for (round = 1; round <= last; round++)
    if ((key, round) in processor) list[++count] = processor[key, round] / 1000
  return count ? median(list, count) : ""
}

function goal(what, value, limit, unit) {
  if (value == "") printf "  %-58s not measured\n", what
  else printf "  %-58s %6.2f%s  %s\n", what, value, unit, value <= limit ? "met" : "MISSED"
}

function against_duckdb(question, what, rows, threads, limit,   key) {
  key = question " " rows " "
  goal(question " " what, over_rounds(key "utfall", key "duckdb" threads), limit, "")
}

{
  key = $1 " " $2 " " $3
  if (!(key in rounds)) order[++keys] = key
  rounds[key]++
  if ($4 > last) last = $4
  time[key, $4] = $5
  if (NF > 6) processor[key, $4] = $7
  if ($6 > memory[key]) memory[key] = $6
  if ($3 == "utfall" && $1 ~ /^(count|outcomes|import|pipe)$/ && $6 > largest) largest = $6
}

END {
  printf "%-9s %8s  %-8s %6s %9s %12s %8s %10s\n", "question", "rows", "tool", "rounds", "seconds", "utfall/tool", "MiB",
    "processor"
  for (i = 1; i <= keys; i++) {
    split(order[i], part, " ")
    if (part[1] == "start") continue
    ratio = over_rounds(part[1] " " part[2] " utfall", order[i])
    used = processor_seconds(order[i])
    printf "%-9s %8d  %-8s %6d %9.3f %12s %8.1f %10s\n", part[1], part[2], part[3], rounds[order[i]],
      over_rounds(order[i]) / 1000, part[3] == "utfall" || ratio == "" ? "" : sprintf("%.2f", ratio),
      memory[order[i]] / 1024, used == "" ? "" : sprintf("%.3f", used)
  }
  print "goals"
  against_duckdb("count", "in at most 0.45 of DuckDB's time on two threads", n, 2, 0.45)
  against_duckdb("outcomes", "in at most 0.45 of DuckDB's time on two threads", n, 2, 0.45)
  against_duckdb("import", "in at most 0.2 of DuckDB's time on two threads", n, 2, 0.2)
  against_duckdb("pipe", "in at most 0.6 of DuckDB's time on two threads", n, 2, 0.6)
  against_duckdb("jsonl", "in no more than DuckDB's time on one thread", few, 1, 1)
  goal("a balance out of SIE in at most 5 times iconv's time", over_rounds("balance " few " utfall", "balance " few " iconv"), 5, "")
  goal("a workbook of 500000 rows in at most 3 s of processor time", processor_seconds("workbook 500000 utfall"), 3, " s")
  for (i = 1; i <= keys; i++) {
    split(order[i], part, " ")
    if (part[1] == "draws" && part[3] == "utfall")
      goal("10000 draws of " part[2] " participations in a second", over_rounds(order[i]) / 1000, 1, " s")
    if (part[1] == "start") goal(part[3] " of 1000 rows in under 2 ms", over_rounds(order[i]), 2, " ms")
  }
  goal("peak memory of a filter in the first four under 32 MiB", largest ? largest / 1024 : "", 32, " MiB")
}
