-- The nine reports over extract.csv and extract-2.csv, in total (*) and by sex; after verify-sus.sql, whose views it uses.
CREATE TABLE word AS SELECT column1 spelling, column2 kod FROM (VALUES
  ('Arbete', 'arbete'), ('Förvärvsarbete', 'arbete'), ('Arbete med subvention', 'arbete_subventionerat'),
  ('Lönebidragsanställning', 'arbete_subventionerat'), ('Studier', 'studier'), ('Utbildning', 'studier'),
  ('Arbetssökande', 'arbetssokande'), ('Arbetslös', 'arbetssokande'), ('Praktik', 'praktik'), ('Arbetsträning', 'praktik'),
  ('Arbetslivsinriktad rehabilitering', 'rehabilitering'), ('Förstärkt samarbete', 'forstarkt_samarbete'),
  ('Daglig verksamhet', 'daglig_verksamhet'), ('Föräldraledig', 'foraldraledig'), ('Annat', 'annat'),
  ('Annan sysselsättning', 'annat'), ('Ingen', 'ingen'), ('Ingen sysselsättning', 'ingen'), ('', 'uppgift_saknas'),
  ('Sjukpenning', 'sjukpenning'), ('Rehabiliteringspenning', 'sjukpenning'),
  ('Aktivitetsersättning', 'aktivitetsersattning'), ('Sjukersättning', 'sjukersattning'), ('A-kassa', 'a_kassa'),
  ('Arbetslöshetsersättning', 'a_kassa'), ('Aktivitetsstöd', 'aktivitetsstod'),
  ('Etableringsersättning', 'etableringsersattning'), ('Försörjningsstöd', 'forsorjningsstod'),
  ('Ekonomiskt bistånd', 'forsorjningsstod'), ('Habiliteringsersättning', 'habiliteringsersattning'),
  ('Studiestöd', 'studiestod'), ('Studiemedel', 'studiestod'), ('Föräldrapenning', 'foraldrapenning'),
  ('Ålderspension', 'alderspension'), ('Lön', 'lon'), ('Annan försörjning', 'annan'));

CREATE TABLE detail AS SELECT Insats, Anonym, Deltagarnr id, Startdatum start, Slutdatum slut, Avslutsorsak orsak,
    "Högsta utbildning" utbildning, "Födelseår" fodelsear, "Tid i offentlig försörjning (månader)" tid,
    CASE "Kön" WHEN 'Kvinna' THEN 'K' WHEN 'Man' THEN 'M' ELSE '' END kon,
    "Sysselsättning före 1" f1, "Sysselsättning före 2" f2, "Sysselsättning efter 1" e1, "Sysselsättning efter 2" e2,
    "Försörjning före 1" sf1, "Försörjning före 2" sf2, "Försörjning efter 1" se1, "Försörjning efter 2" se2,
    "Omfattning sysselsättning före 1" fx1, "Omfattning sysselsättning före 2" fx2,
    "Omfattning sysselsättning efter 1" ex1, "Omfattning sysselsättning efter 2" ex2,
    "Sysselsättning 6 mån 1" m6, "Sysselsättning 6 mån 2" m62, "Sysselsättning 12 mån 1" m12,
    "Sysselsättning 12 mån 2" m122, "Sysselsättning 24 mån 1" m24, "Sysselsättning 24 mån 2" m242
  FROM part1 WHERE Avslutsorsak <> 'Felregistrering';
INSERT INTO detail SELECT Insats, Anonym, Deltagarnr, Startdatum, Slutdatum, Avslutsorsak,
    "Högsta utbildning", "Födelseår", "Tid i offentlig försörjning (månader)",
    CASE "Kön" WHEN 'Kvinna' THEN 'K' WHEN 'Man' THEN 'M' ELSE '' END,
    "Sysselsättning före 1", "Sysselsättning före 2", "Sysselsättning efter 1", "Sysselsättning efter 2",
    "Försörjning före 1", "Försörjning före 2", "Försörjning efter 1", "Försörjning efter 2",
    "Omfattning sysselsättning före 1", "Omfattning sysselsättning före 2",
    "Omfattning sysselsättning efter 1", "Omfattning sysselsättning efter 2",
    "Sysselsättning 6 mån 1", "Sysselsättning 6 mån 2", "Sysselsättning 12 mån 1",
    "Sysselsättning 12 mån 2", "Sysselsättning 24 mån 1", "Sysselsättning 24 mån 2"
  FROM part2 WHERE Avslutsorsak <> 'Felregistrering';

-- One row for each participation and sex it is counted under, its own and all.
CREATE VIEW counted AS SELECT rowid n, * FROM detail UNION ALL
  SELECT rowid, Insats, Anonym, id, start, slut, orsak, utbildning, fodelsear, tid, '*', f1, f2, e1, e2, sf1, sf2, se1, se2,
    fx1, fx2, ex1, ex2, m6, m62, m12, m122, m24, m242 FROM detail;
CREATE VIEW out AS SELECT *, julianday(slut) - julianday(start) dagar FROM counted WHERE slut <> '' AND Anonym = '';

-- Codes before and after; a code named twice counts once, and a second empty heading says nothing.
CREATE VIEW source AS
  SELECT n, kon, 'sysselsattning' vad, 'fore' nar, kod FROM out, word WHERE spelling = f1 OR (spelling = f2 AND f2 <> '')
  UNION SELECT n, kon, 'sysselsattning', 'efter', kod FROM out, word WHERE spelling = e1 OR (spelling = e2 AND e2 <> '')
  UNION SELECT n, kon, 'forsorjning', 'fore', kod FROM out, word WHERE spelling = sf1 OR (spelling = sf2 AND sf2 <> '')
  UNION SELECT n, kon, 'forsorjning', 'efter', kod FROM out, word WHERE spelling = se1 OR (spelling = se2 AND se2 <> '');

SELECT vad "1 and 4", kon, kod, sum(nar = 'fore') fore, sum(nar = 'efter') efter FROM source GROUP BY vad, kon, kod;

CREATE VIEW class AS SELECT n, kon, nar, CASE
    WHEN max(kod LIKE 'arbete%') THEN 'forvarvsarbete' WHEN max(kod = 'studier') THEN 'studier'
    WHEN max(kod = 'arbetssokande') THEN 'aktivt_arbetssokande'
    WHEN max(kod = 'uppgift_saknas') THEN 'uppgift_saknas' ELSE 'ovriga' END klass
  FROM source WHERE vad = 'sysselsattning' GROUP BY n, kon, nar;
SELECT nar "2", kon, klass, count(*) antal FROM class GROUP BY nar, kon, klass;

-- Percent of work and studies; no extent counts as 100.
CREATE VIEW share AS SELECT kon, f1,
    (f1 IN work OR f1 IN study) * CASE fx1 WHEN '' THEN 100 ELSE replace(fx1, ',', '.') END +
    (f2 IN work OR f2 IN study) * CASE fx2 WHEN '' THEN 100 ELSE replace(fx2, ',', '.') END before,
    (e1 IN work OR e1 IN study) * CASE ex1 WHEN '' THEN 100 ELSE replace(ex1, ',', '.') END +
    (e2 IN work OR e2 IN study) * CASE ex2 WHEN '' THEN 100 ELSE replace(ex2, ',', '.') END after
  FROM out;
SELECT kon "3", sum(after > 0) arbetar_studerar, count(*) bas, sum(after > 0 AND before = 0 AND f1 <> '') borjat,
  sum(before > 0 AND after > before) okat FROM share GROUP BY kon;

SELECT a.kon "5", a.kod fore, b.kod efter, count(*) antal FROM source a JOIN source b USING (n, kon)
  WHERE a.vad = 'forsorjning' AND a.nar = 'fore' AND b.vad = 'forsorjning' AND b.nar = 'efter'
  GROUP BY a.kon, a.kod, b.kod;

CREATE VIEW stay AS SELECT kon, CASE WHEN slut = '' THEN 'pagaende' ELSE 'avslutad' END status,
    julianday(CASE WHEN slut = '' THEN '2021-06-30' ELSE slut END) - julianday(start) dagar,
    row_number() OVER w rank, count(*) OVER (PARTITION BY kon, slut = '') many
  FROM counted WHERE Anonym = ''
  WINDOW w AS (PARTITION BY kon, slut = '' ORDER BY
    julianday(CASE WHEN slut = '' THEN '2021-06-30' ELSE slut END) - julianday(start));
SELECT kon "6", status, count(*) antal, round(avg(dagar), 1) medel_dagar,
  avg(CASE WHEN rank IN ((many + 1) / 2, many / 2 + 1) THEN dagar END) median_dagar,
  round(avg(dagar) * 12 / 365.25, 1) medel_manader FROM stay GROUP BY kon, status;
SELECT kon "6 bands", CASE WHEN manader < 3 THEN '0-2' WHEN manader < 6 THEN '3-5' WHEN manader < 12 THEN '6-11'
    WHEN manader < 24 THEN '12-23' ELSE '24-' END langdgrupp, count(*) antal
  FROM (SELECT kon, 12 * (strftime('%Y', efter) - strftime('%Y', start)) + strftime('%m', efter) - strftime('%m', start) -
      (CAST(strftime('%d', efter) AS INT) < min(CAST(strftime('%d', start) AS INT),
        CAST(strftime('%d', efter, 'start of month', '+1 month', '-1 day') AS INT))) manader
    FROM (SELECT kon, start, date(slut, '+1 day') efter FROM out)) GROUP BY 1, 2;

SELECT kon "7", orsak, count(*) antal FROM out GROUP BY kon, orsak;

SELECT kon "8", utbildning, count(*) antal FROM counted GROUP BY kon, utbildning;
SELECT kon "8", CASE WHEN fodelsear = '' THEN '' WHEN alder < 16 THEN '-15' WHEN alder < 20 THEN '16-19'
    WHEN alder < 25 THEN '20-24' WHEN alder < 30 THEN '25-29' WHEN alder < 40 THEN '30-39' WHEN alder < 50 THEN '40-49'
    WHEN alder < 60 THEN '50-59' ELSE '60-' END aldersgrupp, count(*) antal
  FROM (SELECT kon, fodelsear, substr(start, 1, 4) - fodelsear alder FROM counted) GROUP BY 1, 2;
SELECT kon "8", CASE WHEN tid = '' THEN '' WHEN tid < 6 THEN '0-5' WHEN tid < 12 THEN '6-11' WHEN tid < 24 THEN '12-23'
    WHEN tid < 60 THEN '24-59' ELSE '60-' END forsorjningsgrupp, count(*) antal
  FROM (SELECT kon, CASE tid WHEN '' THEN '' ELSE CAST(tid AS INTEGER) END tid FROM counted) GROUP BY 1, 2;

-- 2019; an anonymous participation comes and takes part in its year, and neither leaves nor stays.
CREATE VIEW year AS SELECT *, start LIKE '2019%' came, slut LIKE '2019%' AND Anonym = '' gone,
    start <= '2019-12-31' AND (slut = '' OR slut > '2019-12-31') AND Anonym = '' stays,
    CASE Anonym WHEN '' THEN start <= '2019-12-31' AND (slut = '' OR slut >= '2019-01-01')
      ELSE start LIKE '2019%' END active,
    CASE WHEN Anonym = '' AND start <= '2019-12-31' AND (slut = '' OR slut >= '2019-01-01') THEN
      julianday(min(CASE slut WHEN '' THEN '2019-12-31' ELSE slut END, '2019-12-31')) - julianday(max(start, '2019-01-01')) + 1
    ELSE 0 END days FROM counted;
SELECT Insats "9", kon, sum(came) "in", sum(gone) ut, sum(stays) kvar, sum(active) deltagare,
  round(sum(days) / 365.0, 1) arsplatser FROM year GROUP BY Insats, kon;
SELECT Insats "9 platser", round(sum(days) / 365.0, 1) arsplatser,
  round(100.0 * sum(days) / 365 / CASE Insats WHEN 'Gemensam väg' THEN 20 ELSE 45 END, 1) belaggning
  FROM year WHERE kon = '*' GROUP BY Insats;
SELECT Insats "9 anonyma", kon, count(*) antal FROM counted WHERE Anonym = 'Ja' GROUP BY Insats, kon;

SELECT manader "follow-up", kon, klass, count(*) antal FROM (
  SELECT manader, kon, CASE WHEN a IN work OR b IN work THEN 'forvarvsarbete' WHEN a IN study OR b IN study THEN 'studier'
      WHEN a IN ('Arbetssökande', 'Arbetslös') OR b IN ('Arbetssökande', 'Arbetslös') THEN 'aktivt_arbetssokande'
      WHEN a = '' THEN 'uppgift_saknas' ELSE 'ovriga' END klass
  FROM (SELECT '6m' manader, kon, m6 a, m62 b FROM out WHERE slut <= '2020-12-31'
    UNION ALL SELECT '12m', kon, m12, m122 FROM out WHERE slut <= '2020-06-30'
    UNION ALL SELECT '24m', kon, m24, m242 FROM out WHERE slut <= '2019-06-30'))
  GROUP BY 1, 2, 3;
