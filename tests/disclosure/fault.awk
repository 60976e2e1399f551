# The printed table (the second file) with every secondary figure as it was given (the first). -v keys=N
BEGIN { FS = OFS = "," }
FNR == 1 { file++; for (i = 1; i <= NF; i++) name[i] = $i }
file == 1 { given[FNR] = $0; last = NF; next }
{
  split(given[FNR], was, ",")
  for (i = keys + 1; i <= last; i++)
    if (last == keys + 1 ? $NF == "sekundar" : $NF ~ ("(^|[|])" name[i] ":sekundar")) $i = was[i]
  print
}
