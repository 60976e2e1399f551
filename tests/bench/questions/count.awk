BEGIN { FS = "," }
NR == 1 {
  insats = column["insats"]
  kon = column["kon"]
  reason = column["avslutsorsak"]
  next
}
$reason != "felregistrering" { antal[$insats "\t" $kon]++ }
END {
  for (group in antal) print cell(group) "\t" antal[group]
}
