BEGIN { FS = ";" }
NR == 1 {
  insats = column["Insats"]
  kon = column["Kön"]
  anonym = column["Anonym"]
  start = column["Startdatum"]
  slut = column["Slutdatum"]
  reason = column["Avslutsorsak"]
  first = column["Sysselsättning efter 1"]
  second = column["Sysselsättning efter 2"]
  klass["Arbete"] = klass["Subventionerat arbete"] = 1
  klass["Studier"] = 2
  klass["Arbetssökande"] = 3
  split("forvarvsarbete studier aktivt_arbetssokande ovriga uppgift_saknas", name, " ")
  sex["Kvinna"] = "K"
  sex["Man"] = "M"
  next
}
function rank(words) {
  return words == "" ? 5 : words in klass ? klass[words] : 4
}
$slut != "" && $anonym == "" && $reason != "Felregistrering" && $start <= "2019-12-31" && $slut >= "2018-01-01" {
  best = rank($first)
  if ($second != "" && rank($second) < best) best = rank($second)
  antal[$insats "\t" sex[$kon] "\t" name[best]]++
}
END {
  for (group in antal) print cell(group) "\t" antal[group]
}
