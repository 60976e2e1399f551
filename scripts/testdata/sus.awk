# A SUS-shaped extract of 2021-06-30 in two parts (UTF-8; make-testdata gives each its encoding). No input.
# Variable: part (1: `;`; 2: tabs, the columns from last to first, no Intag). Both come out of one run of numbers.

BEGIN {
  extract = "2021-06-30"
  split("före,under,efter,6 mån,12 mån,24 mån", occasion, ",")
  define_words()
  split("25|37,5|62,5|75", share, "|")
  define_columns()
  for (person = 1; person <= 122; person++) stay(person)
  special_rows()
  print_part()
}

function define_words() {
  words["arbete"] = "Arbete,Förvärvsarbete"
  words["subventionerat"] = "Arbete med subvention,Lönebidragsanställning"
  words["studier"] = "Studier,Utbildning"
  words["arbetssökande"] = "Arbetssökande,Arbetslös"
  words["praktik"] = "Praktik,Arbetsträning"
  words["rehabilitering"] = "Arbetslivsinriktad rehabilitering"
  words["förstärkt"] = "Förstärkt samarbete"
  words["daglig"] = "Daglig verksamhet"
  words["föräldraledig"] = "Föräldraledig"
  words["annat"] = "Annat,Annan sysselsättning"
  words["ingen"] = "Ingen,Ingen sysselsättning"
  supports["arbete"] = "Lön"
  supports["subventionerat"] = "Lön"
  supports["studier"] = "Studiestöd,Studiemedel"
  supports["arbetssökande"] = "A-kassa,Arbetslöshetsersättning,Aktivitetsstöd,Försörjningsstöd,Ekonomiskt bistånd," \
                              "Etableringsersättning"
  supports["praktik"] = "Aktivitetsstöd,Aktivitetsersättning"
  supports["rehabilitering"] = "Sjukpenning,Rehabiliteringspenning,Aktivitetsersättning"
  supports["förstärkt"] = "Sjukpenning,Aktivitetsersättning,Försörjningsstöd"
  supports["daglig"] = "Sjukersättning,Aktivitetsersättning"
  supports["föräldraledig"] = "Föräldrapenning"
  supports["annat"] = "Försörjningsstöd,Annan försörjning,Ålderspension"
  supports["ingen"] = "Försörjningsstöd,Sjukpenning,Ingen"
  schools = "Ej avslutad grundskola,Grundskola,Gymnasiesärskola,Gymnasium,Gymnasium,Folkhögskola,Eftergymnasial," \
            "Uppgift saknas"
  before = "ingen,ingen,arbetssökande,arbetssökande,arbetssökande,rehabilitering,praktik,arbete,studier,daglig"
  during = "praktik,praktik,rehabilitering,studier,arbete,ingen"
  after = "arbete,arbete,arbete,arbete,subventionerat,subventionerat,studier,studier,arbetssökande,arbetssökande," \
          "arbetssökande,praktik,rehabilitering,rehabilitering,förstärkt,daglig,ingen"
  after_break = "arbetssökande,rehabilitering,ingen,ingen,annat,föräldraledig,arbete"
  breaks = "Avbrott hälsa,Avbrott hälsa,Avbrott egen begäran,Avbrott misskötsel,Flytt,Föräldraledighet,Pension," \
           "Beslut ej förlängt,Övrigt"
}

function add_column(name) {
  heading[++columns] = name
}

function define_columns(    i, n, slot, plain) {
  n = split("Insats,Intag,Kommun,Remittent,Deltagarnr,Anonym,Kön,Födelseår,Högsta utbildning," \
            "Tid i offentlig försörjning (månader),Startdatum,Slutdatum,Avslutsorsak", plain, ",")
  for (i = 1; i <= n; i++) add_column(plain[i])
  for (i = 1; i <= 6; i++) {
    for (slot = 1; slot <= 2; slot++) {
      add_column("Sysselsättning " occasion[i] " " slot)
      add_column("Omfattning sysselsättning " occasion[i] " " slot)
    }
  }
  for (i = 1; i <= 6; i++) {
    for (slot = 1; slot <= 2 && i != 2; slot++) {
      add_column("Försörjning " occasion[i] " " slot)
      add_column("Omfattning försörjning " occasion[i] " " slot)
    }
  }
  add_column("Anteckning")
}

# cell[row, heading]; what is not set is empty.
function set(name, text) {
  cell[rows, name] = text
}

function copy_row(from,    i) {
  rows++
  for (i = 1; i <= columns; i++) set(heading[i], cell[from, heading[i]])
}

function set_pair(kind, at, slot, text, extent) {
  set(kind " " occasion[at] " " slot, text)
  set("Omfattning " (kind ~ /^S/ ? "sysselsättning " : "försörjning ") occasion[at] " " slot, extent)
}

function full_extent(code, kind) {
  if (code == "ingen") return ""
  return kind == 2 ? "100" : kind == 3 ? "75,00" : ""
}

# What a person does, and lives on, at an occasion. Work and studies may fill half the time each, or be part of a
# rehabilitation.
function set_status(at, code,    kind, rest, extent) {
  kind = draw(6)
  if (code ~ /^(arbete|subventionerat)$/ && kind == 0) {
    set_pair("Sysselsättning", at, 1, pick(words[code]), "50")
    set_pair("Sysselsättning", at, 2, pick(words["studier"]), "50,0")
  } else if (code ~ /^(arbete|subventionerat|studier)$/ && kind == 1) {
    rest = draw(4) + 1
    extent = share[rest]
    rest = share[5 - rest]
    set_pair("Sysselsättning", at, 1, pick(words[code]), extent)
    set_pair("Sysselsättning", at, 2, pick(words["rehabilitering"]), rest)
    if (at != 2) set_pair("Försörjning", at, 2, "Sjukpenning", rest)
  } else {
    set_pair("Sysselsättning", at, 1, pick(words[code]), full_extent(code, kind))
  }
  if (at != 2) set_pair("Försörjning", at, 1, pick(supports[code]), "")
  if (at != 2 && code == "daglig") set_pair("Försörjning", at, 2, "Habiliteringsersättning", "")
}

# Right after the exit, and as far as the time has come (one in five never answers).
function set_exit(end, reason,    code, i, months) {
  set("Slutdatum", end)
  set("Avslutsorsak", reason)
  code = pick(reason == "Fullföljt" ? after : after_break)
  if (draw(14) != 0) set_status(3, code)
  for (i = 4; i <= 6; i++) {
    months = i == 4 ? 6 : i == 5 ? 12 : 24
    if (draw(3) == 0) code = pick(after)
    if (add_months(end, months) <= extract && draw(5) != 0) set_status(i, code)
  }
}

function set_person(person) {
  set("Deltagarnr", person == 40 || person == 80 ? "" : sprintf("D-%04d", 1000 + person * 7))
  set("Kommun", pick("Västerås,Västerås,Hallstahammar,Surahammar"))
  set("Remittent", pick("AF,FK,Kommun,Kommun,Region,Egen ansökan,Annan"))
  set("Kön", person % 30 == 13 ? "Uppgift saknas" : person % 50 == 7 ? "" : person % 9 < 5 ? "Kvinna" : "Man")
  set("Födelseår", 1956 + draw(44))
  set("Högsta utbildning", pick(schools))
  set("Tid i offentlig försörjning (månader)", draw(12) ? draw(130) : "")
}

function set_insats(name, start) {
  set("Insats", name)
  set("Startdatum", start)
  if (name == "Steget vidare") set("Intag", (substr(start, 6, 2) < "07" ? "Vår " : "Höst ") substr(start, 1, 4))
}

function stay(person,    start, end) {
  rows++
  set_person(person)
  start = add_days("2017-01-09", draw(person % 37 == 5 ? 200 : 1320))
  end = add_days(start, person % 37 == 5 ? 1095 : 60 + draw(700))
  set_insats(person % 3 ? "Steget vidare" : "Gemensam väg", start)
  if (draw(12)) set_status(1, pick(before))
  if (draw(3)) set_status(2, pick(during))
  if (end <= extract) set_exit(end, draw(3) ? "Fullföljt" : pick(breaks))
  if (person % 11 == 4) set("Anteckning", "Påhittad rad; \"synthetic\"")
}

# The same person once more, with new facts from the start on.
function again(row, insats, start, end,    i) {
  copy_row(row)
  for (i = 11; i <= columns; i++) set(heading[i], "")
  set("Intag", "")
  set_insats(insats, start)
  set_status(1, pick(before))
  if (end != "") set_exit(end, "Fullföljt")
}

function special_rows(    i) {
  again(1, "Gemensam väg", "2020-09-01", "")
  again(2, "Gemensam väg", "2020-02-03", "2020-11-30")
  again(4, "Steget vidare", add_days(cell[4, "Slutdatum"], 40), "2021-05-31")
  again(10, "Steget vidare", add_days(cell[10, "Startdatum"], 20), add_days(cell[10, "Slutdatum"], 15))
  set("Deltagarnr", "D-1071")
  copy_row(16)
  set("Deltagarnr", "D-1113")
  again(20, "Steget vidare", "2012-03-01", "2020-12-30")
  set("Deltagarnr", "D-2000")
  for (i = 0; i < 5; i++) {
    rows++
    set_insats(i % 2 ? "Gemensam väg" : "Steget vidare", (2017 + i % 4) "-01-01")
    set("Intag", "")
    set("Kommun", "Västerås")
    set("Anonym", "Ja")
    set("Kön", i % 3 ? "Kvinna" : "Man")
  }
  copy_row(30)
  set("Avslutsorsak", "Felregistrering")
  copy_row(31)
  set("Avslutsorsak", "Felregistrering")
  set("Insats", "Gemensam väg")
}

# Odd rows go to the first part, even ones to the second.
function print_part(    i, r, row) {
  if (part == 2) printf "\357\273\277"
  for (i = 1; i <= columns; i++) row[i] = heading[i]
  print_row(row)
  for (r = part; r <= rows; r += 2) {
    for (i = 1; i <= columns; i++) row[i] = cell[r, heading[i]]
    print_row(row)
  }
}

function print_row(row,    i, n, out) {
  if (part == 1) {
    write_row(row, columns, ";", "\r\n")
    return
  }
  for (i = columns; i >= 1; i--) if (heading[i] != "Intag") out[++n] = row[i]
  write_row(out, n, "\t", "\r\n")
}
