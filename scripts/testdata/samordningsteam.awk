# The case list of Samordningsteam Västerås for 2019, as its spreadsheet would export it (UTF-8, byte-order mark, CRLF).
# No input. 127 participations active in 2019, 64 of them since before: 55 completed, 25 broken off, 47 still in at the
# end of the year (three of these left in January 2020); besides them six that ended in 2018 and four that started in
# 2020; then a total row.

BEGIN {
  delimiter = ";"
  ending = "\r\n"
  printf "\357\273\277"
  n = split("Ärende;Kön;Födelseår;Högsta utbildning;Månader med försörjning;Remittent;In;Sysselsättning före;" \
            "Försörjning före;Ut;Orsak till avslut;Sysselsättning efter 1;Omfattning efter 1;Sysselsättning efter 2;" \
            "Omfattning efter 2;Försörjning efter;Kommentar", heading, ";")
  write_row(heading, n, delimiter, ending)

  schools = "Ej grundskola,Grundskola,Gymnasium,Gymnasium,Eftergymnasial,Okänd"
  referrers = "Arbetsförmedlingen,Försäkringskassan,Socialtjänsten,Region Västmanland,Egen ansökan"
  comments[1] = "Ny bedömning; se journal"
  comments[2] = "Byter \"spår\" i höst"

  completed("Arbete", "", "Lön", "", "", 4)
  completed("Arbete med lönebidrag", "100", "Lön", "", "", 1)
  completed("Arbete", "50", "Lön", "Studier", "50", 1)
  completed("Arbete", "75", "Lön", "Arbetslivsinriktad rehabilitering", "25", 1)
  completed("Studier", "", "Studiestöd", "", "", 4)
  completed("Studier", "50", "Studiestöd", "Arbetslivsinriktad rehabilitering", "25", 1)
  completed("Arbetslivsinriktad rehabilitering", "", "Sjukpenning", "", "", 27)
  completed("Arbetsträning/praktik", "", "Aktivitetsstöd", "", "", 9)
  completed("Förstärkt samarbete AF/FK", "", "Rehabiliteringspenning", "", "", 7)

  broken_off("Avbrott på grund av hälsa", "Ingen", "Sjukpenning", 7)
  broken_off("Avbrott på egen begäran", "Arbetssökande", "Försörjningsstöd", 7)
  broken_off("Avbrott på grund av misskötsel", "Ingen", "Försörjningsstöd", 2)
  broken_off("Flyttat", "Annat", "Försörjningsstöd", 4)
  broken_off("Föräldraledighet", "Föräldraledig", "Föräldrapenning", 2)
  broken_off("Pension", "Ingen", "Sjukersättning", 1)
  broken_off("Beslut ej förlängt", "", "", 1)
  broken_off("Övrigt", "Annat", "Annan", 1)

  still_in(44)
  for (i = 0; i < 3; i++) exited(add_days("2019-04-01", 23 * i), add_days("2020-01-08", 6 * i), "Arbete", "Lön")
  for (i = 0; i < 6; i++) {
    start = add_days("2017-10-02", 9 * i)
    end = add_days("2018-06-01", 32 * i)
    if (i % 2) exited(start, end, "Studier", "Studiestöd")
    else exited(start, end, "Arbete", "Lön")
  }
  for (i = 0; i < 4; i++) participation(add_days("2020-01-07", 4 * i), "", "", "", "", "", "", "")

  total[1] = "Totalt " rows " deltaganden"
  for (i = 2; i <= n; i++) total[i] = ""
  write_row(total, n, delimiter, ending)
}

function completed(first, extent, support, second, extent2, count,    i) {
  for (i = 0; i < count; i++) {
    participation(start_before(), end_in_year(), "Fullföljt", first, extent, second, extent2, support)
  }
}

function exited(start, end, occupation, support) {
  participation(start, end, "Fullföljt", occupation, "", "", "", support)
}

function broken_off(reason, occupation, support, count,    i) {
  for (i = 0; i < count; i++) participation(start_before(), end_in_year(), reason, occupation, "", "", "", support)
}

function still_in(count,    i) {
  for (i = 0; i < count; i++) participation(add_days("2018-09-03", i * 10), "", "", "", "", "", "", "")
}

# Ends fall in 2019, the first of them on 1 January and the last on 31 December; starts in 2018, but every other one of
# those that end after April, 28 in all, in 2019. With 12 of those still in this makes 64 over the turn of the year.
function start_before() {
  starts++
  if (starts > 24 && starts % 2) return add_days("2019-01-07", 3 * (starts - 25))
  return add_days("2018-02-05", (starts * 37) % 290)
}

function end_in_year() {
  ends++
  return add_days("2019-01-01", int((ends - 1) * 364 / 79))
}

function plain(iso) {
  gsub(/-/, "", iso)
  return iso
}

# Three persons who are in the team in 2019 were there before, until 2018, under the same case number.
function person() {
  rows++
  return rows >= 128 && rows <= 130 ? rows - 47 : rows
}

function participation(start, end, reason, first, extent, second, extent2, support,    who, row) {
  who = person()
  row[1] = sprintf("VST-%03d", 400 + who)
  row[2] = who % 9 == 0 || who % 5 < 3 ? "Kvinna" : "Man"
  row[3] = 1959 + (who * 7) % 40
  row[4] = pick(schools)
  row[5] = 3 + draw(120)
  row[6] = pick(referrers)
  row[7] = plain(start)
  row[8] = pick("Ingen,Arbetssökande,Ingen,Arbete")
  row[9] = row[8] == "Arbete" ? "Sjukpenning" : pick("Sjukpenning,Försörjningsstöd,Aktivitetsstöd")
  row[10] = plain(end)
  row[11] = reason
  row[12] = first
  row[13] = extent
  row[14] = second
  row[15] = extent2
  row[16] = support
  row[17] = rows % 16 == 5 ? comments[1] : rows % 23 == 7 ? comments[2] : ""
  write_row(row, 17, delimiter, ending)
}
