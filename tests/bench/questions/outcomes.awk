BEGIN { FS = "," }
NR == 1 {
  insats = column["insats"]
  kon = column["kon"]
  anonym = column["anonym"]
  slut = column["slut"]
  reason = column["avslutsorsak"]
  after = column["sysselsattning_efter"]
  next
}
$slut != "" && $anonym == "" && $reason != "felregistrering" {
  codes = "|" $after
  if (index(codes, "|arbete")) klass = "forvarvsarbete"
  else if (index(codes, "|studier")) klass = "studier"
  else if (index(codes, "|arbetssokande")) klass = "aktivt_arbetssokande"
  else klass = $after == "" ? "uppgift_saknas" : "ovriga"
  antal[$insats "\t" $kon "\t" klass]++
}
END {
  for (group in antal) print cell(group) "\t" antal[group]
}
