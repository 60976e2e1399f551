# A table in CSV as tab-separated text without its header: all its columns, or those named, less the rows that count nobody.
BEGIN {
  FS = ","
  wanted = split(columns, name, " ")
}
NR == 1 {
  antal = column["antal"]
  next
}
!wanted {
  gsub(FS, "\t")
  print cell($0)
  next
}
!antal || $antal > 0 {
  line = cell($column[name[1]])
  for (i = 2; i <= wanted; i++) line = line "\t" $column[name[i]]
  print line
}
