# What evaluators ask about: an insats beside a comparison group, employment, returns, and what was paid to whom. No input.
# Variable: file (deltaganden: as a SUS extract of 2020-12-31; utbetalningar: as two payers have it; tackt: which months
# their files cover). All come out of one run of numbers.

BEGIN {
  extract = "2020-12-31"
  delimiter = ";"
  head["deltaganden"] = "Insats;Kommun;Deltagarnr;Kön;Födelseår;Tid i offentlig försörjning (månader);Startdatum;" \
                        "Slutdatum;Avslutsorsak;Sysselsättning efter 1;Anställning från;Anställning till"
  head["utbetalningar"] = "Deltagarnr;Avser månad;Stöd;Utbetalt"
  head["tackt"] = "id,fran,till"
  print head[file]
  for (person = 1; person <= 84; person++) follow("Språnget", 40)
  for (person = 101; person <= 236; person++) follow("Jämförelse", 24)
}

# A person who takes part, or is compared with; `chance` in percent of work, less after long support.
function follow(insats, chance,    start, slut, months, work, from, until) {
  id = "E-" 3000 + person
  sex = pick("Kvinna,Kvinna,Man")
  born = 1962 + draw(38)
  town = pick("Västerås,Västerås,Hallstahammar,Surahammar")
  waited = draw(3) ? draw(24) : 24 + draw(70)
  start = add_days("2018-01-08", draw(560))
  months = 4 + draw(14)
  slut = add_days(add_months(start, months), draw(28))
  work = draw(100) < chance - (waited >= 24 ? 14 : 0)
  from = work ? draw(5) ? add_days(start, 60 + draw(28)) : slut : ""
  until = work && draw(4) == 0 ? add_months(from, 3 + draw(9)) : ""
  leave(insats, start, slut, work, from, until)
  if (insats == "Språnget") pay(start, slut, from, until)
  if (insats == "Språnget" && draw(7) == 0) come_back(slut)
}

function leave(insats, start, slut, work, from, until,    why, then) {
  why = draw(5) ? "Fullföljd" : pick("Flytt,Avbrott hälsa,Avbrott egen begäran")
  then = work ? "Arbete" : pick("Arbetssökande,Ingen,Praktik,Arbetssökande,Rehabilitering,Ingen,")
  if (from > extract) from = ""
  if (until > extract) until = ""
  if (slut > extract) slut = why = then = ""
  if (file == "deltaganden")
    printf "%s;%s;%s;%s;%d;%d;%s;%s;%s;%s;%s;%s\n", insats, town, id, sex, born, waited, start, slut, why, then, from, until
}

# Some are in the insats again after a while.
function come_back(slut,    start) {
  start = add_days(add_months(slut, 1 + draw(10)), draw(20))
  if (start <= extract) leave("Språnget", start, "9999", 0, "", "")
}

# Month by month from half a year before the start: less while in, nothing while in work, less afterwards.
function pay(start, slut, from, until,    month, last, level, works, kind, paid) {
  last = draw(6) ? "2020-12" : "2020-0" 1 + draw(9)
  kind = draw(3) ? "Ekonomiskt bistånd" : "Sjukpenning"
  level = 6200 + 50 * draw(90)
  if (file == "tackt") printf "%s,2017-07,%s\n", id, last
  for (month = "2017-07"; month <= last; month = substr(add_months(month "-01", 1), 1, 7)) {
    works = from != "" && month > substr(from, 1, 7) && (until == "" || month <= substr(until, 1, 7))
    if (draw(100) >= (works ? 6 : month > substr(slut, 1, 7) ? 62 : month < substr(start, 1, 7) ? 88 : 80)) continue
    paid = kronor(level - (month >= substr(start, 1, 7) ? 10 * draw(120) : 0))
    if (file == "utbetalningar") printf "%s;%s;%s;%s\n", id, month, kind, paid
  }
}

function kronor(n) {
  return sprintf("%d %03d,%s", int(n / 1000), n % 1000, draw(9) ? "00" : "50")
}
