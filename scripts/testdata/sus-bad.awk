# Rows that sus-import must reject (file bad, bad-id) or remark on (file quality), in UTF-8. No input. Variable: file.

BEGIN {
  if (file == "bad") bad()
  else if (file == "bad-id") bad_id()
  else quality()
}

# row[1..n] from a text separated by blanks around a bar.
function fill(row, text) {
  return split(text, row, / *\| */)
}

function put(text,    row, n) {
  n = fill(row, text)
  write_row(row, n, ";", "\n")
}

# Fresh numbers of women: one for every good part of a bad row.
function fresh() {
  numbers++
  return personnummer((1980 + numbers) "0314", 980)
}

function wrong_digit(text) {
  return substr(text, 1, 11) (substr(text, 12) + 1) % 10
}

# A row of bad.csv with every cell in order but those given.
function bad_row(column, text,    row, i, n) {
  n = fill(row, fresh() "|Steget vidare|Västerås|Kvinna|Vår 2019|2019-02-04|2019-12-20|Fullföljt|Arbete|50|Lön||")
  for (i = 1; i <= n; i++) {
    if (column == headings[i]) row[i] = text
  }
  write_row(row, n, ";", "\n")
}

# The same with a cell exactly as written.
function raw_row(city, rest) {
  printf "%s;Steget vidare;%s;Kvinna;Vår 2019;2019-02-04;2019-12-20;Fullföljt;Arbete;50;Lön%s\n", fresh(), city, rest
}

function bad() {
  printf "\357\273\277"
  put("Personnummer|Insats|Kommun|Kön|Intag|Startdatum|Slutdatum|Avslutsorsak|Sysselsättning efter 1|" \
      "Omfattning sysselsättning efter 1|Försörjning efter 1|Omfattning försörjning efter 1|Anteckning")
  fill(headings, "number|insats|kommun|sex|intake|start|end|reason|occupation|extent|support|support_extent|note")
  bad_row("", "")
  bad_row("start", "2019-13-01")
  bad_row("occupation", "Arbette")
  bad_row("number", wrong_digit(fresh()))
  bad_row("number", "19950231-9807")
  raw_row("Väst\"erås", ";;")
  raw_row("\"Västerås\" stad", ";;")
  raw_row("Västerås", "")
  raw_row("Västerås", ";;;;extra")
  bad_row("kommun", "*")
  bad_row("intake", "Vår 2019 " fresh())
  bad_row("note", "Ringt " personnummer("19790314", 982) " igen")
  raw_row("V\344ster\345s", ";;")
  bad_row("end", "pågår")
  bad_row("extent", "150")
  bad_row("extent", "halvtid")
  bad_row("start", "")
  bad_row("insats", "")
  bad_row("number", "20290314" 980 luhn("290314" 980))
  bad_row("sex", "Kvina")
  bad_row("", "")
}

function bad_id() {
  put("Deltagarnr|Insats|Kön|Startdatum")
  put("D-9001|Steget vidare|Kvinna|2019-02-04")
  put(fresh() "|Steget vidare|Kvinna|2019-02-04")
  put("D-9002|Steget vidare|Man|2019-02-04")
}

function quality() {
  put("Deltagarnr|Insats|Kommun|Kön|Födelseår|Högsta utbildning|Startdatum|Slutdatum|Avslutsorsak|Registreringsdatum|" \
      "Sysselsättning före 1|Försörjning före 1|Sysselsättning efter 1|Omfattning sysselsättning efter 1|" \
      "Försörjning efter 1|Omfattning försörjning efter 1|Sysselsättning 6 mån 1|Försörjning 6 mån 1|" \
      "Sysselsättning 12 mån 1|Försörjning 12 mån 1")
  woman = "Kvinna|1990|Gymnasium"
  man = "Man|1990|Gymnasium"
  whole = "2019-09-02|2020-05-29|Fullföljt|2019-09-03"
  recent = "2020-09-01|2021-04-30|Fullföljt|2020-09-02"
  running = "2020-09-01|||2020-09-02"
  works = "Arbete||Lön||"
  remark("Q-01", woman, whole, works "Arbete|Lön|Arbete|Lön")
  remark("Q-02", woman, whole, works "Arbete|Lön|Arbete|Lön")
  put("Q-03|Steget vidare||||Gymnasium|2020-09-01||||Ingen|Sjukpenning||||||||")
  remark("Q-04", "Uppgift saknas|1990|Uppgift saknas", running, "|||||||")
  remark("Q-05", woman, whole, works "Arbete|Lön|Arbete|Lön")
  remark("Q-05", woman, whole, works "Arbete|Lön|Arbete|Lön")
  remark("Q-06", man, running, "|||||||")
  remark("Q-06", man, "2020-11-02|||2020-11-03", "|||||||")
  remark("Q-07", man, "2021-03-01|2021-02-01|Fullföljt|2021-03-02", works "|||")
  remark("Q-08", man, "2021-09-01|||2021-09-02", "|||||||")
  remark("Q-09", man, "2021-03-01|2021-12-31|Fullföljt|2021-03-02", works "|||")
  remark("Q-10", "Man|2008|Grundskola", running, "|||||||")
  remark("Q-11", "Man|1950|Grundskola", running, "|||||||")
  remark("Q-12", woman, recent, "Arbete|100|Sjukersättning|100||||")
  remark("Q-13", woman, recent, "Ingen||Lön|||||")
  remark("Q-14", woman, recent, "|||||||")
  remark("Q-15", woman, whole, works "|||")
  remark("Q-16", man, "2020-09-01|||2021-03-15", "|||||||")
}

# `who`: sex, year of birth, schooling; `when`: start, exit, reason, registration; `after`: at exit and at the follow-ups.
function remark(id, who, when, after) {
  put(id "|Steget vidare|Västerås|" who "|" when "|Ingen|Sjukpenning|" after)
}
