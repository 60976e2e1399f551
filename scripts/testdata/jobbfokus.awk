# One intake of JobbFokus as the project's spreadsheet would export it (in UTF-8; make-testdata makes it Windows-1252).
# Input: jobbfokus.txt. Variables: intake (1-4).

BEGIN {
  seed = 20191231 * intake % 2147483647
  delimiter = ";"
  blank = "\302\240"
  ending = intake == 3 ? "\n" : "\r\n"
  headings = "Nr;Intag;Personnr;Förnamn;Efternamn;Mobil;Kön;Kommun;Remitterad av;Utbildning;Tid i försörjning (mån);" \
             "Sysselsättning före;Försörjning före;Startdatum;Resultat under 1;Resultat under 2;Slutdatum;" \
             "Avslutsorsak;Sysselsättning vid avslut;Omfattning vid avslut (%);Försörjning vid avslut 1;Försörjning vid avslut 2;" \
             "Handläggare;Anteckningar"
  if (intake == 3) sub(/Kön;/, "", headings)
  if (intake == 4) {
    sub(/Personnr/, "PERSONNR", headings)
    sub(/Resultat under 1/, "resultat_under_1", headings)
    sub(/Försörjning före/, "FÖRSÖRJNING-FÖRE", headings)
  }
  columns = split(headings, heading, ";")

  firsts["K"] = "Åsa,Maja,Elin,Zohra,Ebba,Wilma,Öznur,Ida"
  firsts["M"] = "Björn,Ali,Kalle,Göran,Noel,Émile,Åke,Hugo,Max"
  lasts = "Exempelsson,Påhittad,Fiktivsson,Provström,von Testköping"
  referrers = "AF,FK,Försäkringskassan,Soc,Kommunen"
  schools = "Grundskola,Gymnasiesärskola,Gymnasium,Ej avslutad grundskola,Gymnasieskola,Folkhögskola"
  befores = "Ingen,Arbetssökande,Inskriven AF,Ingen,Daglig verksamhet"
  support_before = "Aktivitetsersättning,Aktivitetsersättning,Försörjningsstöd,Aktivitetsstöd,Akt.ers."
  notes = "|Ringt 3 ggr; vill börja efter sommaren|Säger \"kanske\" om praktik|Sms 070-174 06 99\nåterkommer v. 36||" \
          "Trivs – vill ha fler timmar||"
  note_count = split(notes, note, "|")

  words["praktik"] = "Praktik,Praktikplats,Arbetspraktik,Praktik"
  words["studier"] = "Studier,Folkhögskola,Komvux"
  words["anstallning"] = "Anställning"
  words["annat"] = "Annat"
  words["ej_forlangt"] = "Beslut ej förlängt"
  words["flytt"] = "Flyttat"
  words["fullfoljd"] = "Fullföljt"
  words["ovrigt"] = "Övrigt"
  words["halsa"] = "Avbrott hälsa"
  words["egen_begaran"] = "Avbrott egen begäran"
  words["arbetssokande"] = "Arbetssökande"
  words["daglig_verksamhet"] = "Daglig verksamhet"
  words["rehabilitering"] = "Rehabilitering"
  words["ingen"] = "Ingen"
  words["forsorjningsstod"] = "Försörjningsstöd"
  words["aktivitetsstod"] = "Aktivitetsstöd"
  words["studiestod"] = "Studiestöd (CSN)"
  words["aktivitetsersattning"] = "Aktivitetsersättning"
  words["habiliteringsersattning"] = "Habiliteringsersättning"

  printf "JobbFokus 2.0/SPIRA – deltagarlista Intag %d%s", intake, ending
  printf "Utskriven 2020-01-15. Påhittade uppgifter (synthetic data).%s", ending
  write_row(heading, columns, delimiter, "")
}

function word(code) {
  return code == "-" || code == "" ? "" : pick(words[code])
}

function spell_number(number, row) {
  if (row % 4 == 0) return number
  if (row % 4 == 1) return substr(number, 1, 8) "-" substr(number, 9)
  if (row % 4 == 2) return substr(number, 3, 6) "-" substr(number, 9)
  return substr(number, 3) blank
}

function spell_date(iso, row,    y, m, d) {
  if (iso == "-") return ""
  y = substr(iso, 1, 4)
  m = substr(iso, 6, 2)
  d = substr(iso, 9, 2)
  if (intake == 2) return row % 3 ? d "/" m "/" y : (d + 0) "/" (m + 0) "/" y
  if (intake == 3) return row % 3 ? substr(y, 3) m d : iso " 00:00:00"
  if (intake == 4) return row % 3 ? y m d : (d + 0) "." (m + 0) "." substr(y, 3)
  return row % 5 ? iso : iso blank
}

function spell_sex(sex, row) {
  if (intake == 1) return sex == "K" ? "Kvinna" : "Man"
  if (intake == 2) return row % 5 == 3 ? "" : sex
  return sex == "K" ? "Kv." : "Ma. "
}

function spell_intake() {
  return intake == 3 ? "Intag" blank intake : intake == 4 ? "IV" : "Intag " intake
}

/^#/ || $1 != intake { next }

{
  nr++
  split($6, under, ",")
  if ($6 !~ /,/) under[2] = ""
  split($10, support, ",")
  if ($10 !~ /,/) support[2] = ""
  value["Nr"] = nr
  value["Intag"] = spell_intake()
  value["Personnr"] = spell_number(personnummer($3, $4), nr)
  value["Förnamn"] = pick(firsts[$2])
  value["Efternamn"] = pick(lasts)
  value["Mobil"] = sprintf("070-174 06 %02d", 5 + draw(90))
  value["Kön"] = spell_sex($2, nr)
  value["Kommun"] = nr % 6 == 4 ? "Västerås" blank : "Västerås"
  value["Remitterad av"] = pick(referrers)
  value["Utbildning"] = pick(schools)
  value["Tid i försörjning (mån)"] = 6 + draw(90)
  value["Sysselsättning före"] = pick(befores)
  value["Försörjning före"] = pick(support_before)
  value["Startdatum"] = spell_date($5, nr)
  value["Resultat under 1"] = word(under[1])
  value["Resultat under 2"] = word(under[2])
  value["Slutdatum"] = spell_date($7, nr)
  value["Avslutsorsak"] = word($8)
  value["Sysselsättning vid avslut"] = word($9)
  value["Omfattning vid avslut (%)"] = $9 == "studier" ? "100,0" : $9 == "daglig_verksamhet" ? "62,5" : ""
  value["Försörjning vid avslut 1"] = word(support[1])
  value["Försörjning vid avslut 2"] = word(support[2])
  value["Handläggare"] = "HL" draw(4)
  value["Anteckningar"] = note[draw(note_count) + 1]
  value["PERSONNR"] = value["Personnr"]
  value["resultat_under_1"] = value["Resultat under 1"]
  value["FÖRSÖRJNING-FÖRE"] = value["Försörjning före"]
  for (i = 1; i <= columns; i++) row[i] = value[heading[i]]
  printf "%s", ending
  write_row(row, columns, delimiter, "")
}

END { printf "%s", ending }
