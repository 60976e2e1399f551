CREATE VIEW all_rows AS
  SELECT Insats, Anonym, Deltagarnr id, "Kön" sex, Startdatum start, Slutdatum slut, Avslutsorsak orsak,
    "Sysselsättning före 1" f1, "Omfattning sysselsättning före 1" fx1,
    "Sysselsättning före 2" f2, "Omfattning sysselsättning före 2" fx2,
    "Sysselsättning efter 1" e1, "Omfattning sysselsättning efter 1" ex1,
    "Sysselsättning efter 2" e2, "Omfattning sysselsättning efter 2" ex2,
    "Sysselsättning 6 mån 1" m6, "Sysselsättning 12 mån 1" m12, "Sysselsättning 24 mån 1" m24,
    "Försörjning före 1" sf1, "Försörjning före 2" sf2, "Försörjning efter 1" se1, "Försörjning efter 2" se2 FROM part1
  UNION ALL
  SELECT Insats, Anonym, Deltagarnr, "Kön", Startdatum, Slutdatum, Avslutsorsak,
    "Sysselsättning före 1", "Omfattning sysselsättning före 1",
    "Sysselsättning före 2", "Omfattning sysselsättning före 2",
    "Sysselsättning efter 1", "Omfattning sysselsättning efter 1",
    "Sysselsättning efter 2", "Omfattning sysselsättning efter 2",
    "Sysselsättning 6 mån 1", "Sysselsättning 12 mån 1", "Sysselsättning 24 mån 1",
    "Försörjning före 1", "Försörjning före 2", "Försörjning efter 1", "Försörjning efter 2" FROM part2;
CREATE VIEW good AS SELECT *, CASE sex WHEN 'Kvinna' THEN 'K' WHEN 'Man' THEN 'M' ELSE '' END kon
  FROM all_rows WHERE orsak <> 'Felregistrering';

CREATE VIEW work AS SELECT * FROM
  (VALUES ('Arbete'), ('Förvärvsarbete'), ('Arbete med subvention'), ('Lönebidragsanställning'));
CREATE VIEW study AS SELECT * FROM (VALUES ('Studier'), ('Utbildning'));
CREATE VIEW ended AS SELECT *, CASE
    WHEN e1 IN work OR e2 IN work THEN '1 förvärvsarbete'
    WHEN e1 IN study OR e2 IN study THEN '2 studier'
    WHEN e1 IN ('Arbetssökande', 'Arbetslös') THEN '3 aktivt arbetssökande'
    WHEN e1 <> '' THEN '4 övriga' ELSE '5 uppgift saknas' END klass
  FROM good WHERE slut <> '' AND Anonym = '';
-- Percent of work and studies before and after; no extent counts as 100.
CREATE VIEW extent AS SELECT *,
    (f1 IN work OR f1 IN study) * CASE fx1 WHEN '' THEN 100 ELSE replace(fx1, ',', '.') END +
    (f2 IN work OR f2 IN study) * CASE fx2 WHEN '' THEN 100 ELSE replace(fx2, ',', '.') END before,
    (e1 IN work OR e1 IN study) * CASE ex1 WHEN '' THEN 100 ELSE replace(ex1, ',', '.') END +
    (e2 IN work OR e2 IN study) * CASE ex2 WHEN '' THEN 100 ELSE replace(ex2, ',', '.') END after
  FROM ended;
-- Exits whose follow-up falls due by 2021-06-30; 31 December and six months is 30 June.
CREATE VIEW due AS SELECT *, slut <= '2020-12-31' due6, slut <= '2020-06-30' due12, slut <= '2019-06-30' due24 FROM ended;
CREATE VIEW support AS SELECT column1 kod, column2 a, column3 b FROM (VALUES
  ('sjukpenning', 'Sjukpenning', 'Rehabiliteringspenning'), ('a_kassa', 'A-kassa', 'Arbetslöshetsersättning'),
  ('forsorjningsstod', 'Försörjningsstöd', 'Ekonomiskt bistånd'), ('lon', 'Lön', 'Lön'));

SELECT (SELECT count(*) FROM part1) part1, (SELECT count(*) FROM part2) part2, count(*) good,
  sum(Anonym = 'Ja') anonyma, count(DISTINCT nullif(id, '')) personer, sum(id = '' AND Anonym = '') "utan id",
  sum(slut <> '') avslutade FROM good;
SELECT Insats, kon, count(*) antal, sum(Anonym = 'Ja') anonyma, sum(slut <> '') avslutade FROM good GROUP BY Insats, kon;
SELECT klass, sum(kon = 'K') K, sum(kon = 'M') M, sum(kon = '') okänt, count(*) totalt FROM ended GROUP BY klass;
SELECT orsak, count(*) antal FROM ended GROUP BY orsak ORDER BY antal DESC, orsak;
SELECT count(*) avslutade, sum(julianday(slut) - julianday(start)) dagar,
  round(avg(julianday(slut) - julianday(start)), 4) medel FROM ended;
SELECT julianday(slut) - julianday(start) dagar, count(*) antal FROM ended GROUP BY dagar ORDER BY dagar DESC LIMIT 3;
SELECT sum(after > 0) arbetar_studerar, sum(after > 0 AND before = 0 AND f1 <> '') borjat,
  sum(before > 0 AND after > before) okat, sum(after > 0 AND f1 = '') "före saknas" FROM extent;
SELECT sum(due6) "6m", sum(due6 AND m6 = '') saknas, sum(due12) "12m", sum(due12 AND m12 = '') saknas,
  sum(due24) "24m", sum(due24 AND m24 = '') saknas FROM due;
SELECT kod, sum(sf1 IN (a, b) OR sf2 IN (a, b)) fore, sum(se1 IN (a, b) OR se2 IN (a, b)) efter
  FROM support, ended GROUP BY kod;
SELECT Insats, sum(start LIKE '2019%') "in 2019", sum(slut LIKE '2019%') "ut 2019",
  sum(start <= '2019-12-31' AND (slut = '' OR slut > '2019-12-31')) "kvar 2019-12-31"
  FROM good WHERE Anonym = '' GROUP BY Insats;
SELECT id, Insats, start, slut FROM good
  WHERE id IN (SELECT id FROM good WHERE id <> '' GROUP BY id HAVING count(*) > 1) ORDER BY id, start;
