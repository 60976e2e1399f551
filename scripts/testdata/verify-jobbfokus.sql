-- Sex and sameness of person are read from the last ten digits of the personnummer.
CREATE VIEW rows AS
  SELECT 1 i, Personnr p, "Resultat under 1" u1, "Resultat under 2" u2, Slutdatum slut,
    "Sysselsättning vid avslut" s, "Försörjning vid avslut 1" f FROM intake1
  UNION ALL SELECT 2, Personnr, "Resultat under 1", "Resultat under 2", Slutdatum,
    "Sysselsättning vid avslut", "Försörjning vid avslut 1" FROM intake2
  UNION ALL SELECT 3, Personnr, "Resultat under 1", "Resultat under 2", Slutdatum,
    "Sysselsättning vid avslut", "Försörjning vid avslut 1" FROM intake3
  UNION ALL SELECT 4, Personnr, resultat_under_1, "Resultat under 2", Slutdatum,
    "Sysselsättning vid avslut", "Försörjning vid avslut 1" FROM intake4;
CREATE VIEW numbered AS SELECT *, substr(replace(trim(p), '-', ''), -10) ten FROM rows;
CREATE VIEW person AS SELECT *, substr(ten, 9, 1) % 2 = 0 woman FROM numbered;
CREATE VIEW sexes AS SELECT 1 n, 'Kvinnor' kon, 1 woman UNION SELECT 2, 'Män', 0 UNION SELECT 3, 'Totalt', NULL;
CREATE VIEW joined AS SELECT n, kon, person.* FROM sexes JOIN person
  ON sexes.woman IS NULL OR sexes.woman = person.woman;
CREATE VIEW study AS SELECT * FROM (VALUES ('Studier'), ('Komvux'), ('Folkhögskola'));

SELECT count(*) deltaganden, count(DISTINCT ten) personer FROM person;
SELECT count(*) "deltaganden i intag 1 och 2", count(DISTINCT ten) personer FROM person WHERE i <= 2;
SELECT min(y) "startår minus födelseår", max(y) FROM
  (SELECT 2018 + (i > 1) - (1900 + substr(ten, 1, 2) + 100 * (substr(ten, 1, 2) < '20')) y FROM person);
SELECT kon, sum(i = 1) "Intag 1", sum(i = 2) "Intag 2", sum(i = 3) "Intag 3", sum(i = 4) "Intag 4", count(*) Totalt
  FROM joined GROUP BY n;
SELECT kon, sum('Anställning' IN (u1, u2)) "Anställning", sum(u1 LIKE '%praktik%' OR u2 LIKE '%praktik%') Praktik,
  sum(u1 IN study OR u2 IN study) Studier, sum('Annat' IN (u1, u2)) Annat FROM joined GROUP BY n;
-- All exits, then without the first exit of the person who came back.
SELECT kon, sum(s = 'Anställning') "Anställning", sum(s IN study) Studier, sum(s = 'Arbetssökande') AF,
  sum(f = 'Aktivitetsersättning' AND s <> 'Daglig verksamhet') "FK aktivitetsersättning",
  sum(f IN ('Sjukpenning', 'Sjukersättning', 'Föräldrapenning')) "FK annan",
  sum(s = 'Daglig verksamhet') "Daglig verksamhet", sum(s IN ('Annat', 'Ingen')) Annat, count(*) alla
  FROM joined WHERE slut <> '' GROUP BY n;
SELECT kon, sum(s = 'Anställning') "Anställning", sum(s IN study) Studier, sum(s = 'Arbetssökande') AF,
  sum(f = 'Aktivitetsersättning' AND s <> 'Daglig verksamhet') "FK aktivitetsersättning",
  sum(f IN ('Sjukpenning', 'Sjukersättning', 'Föräldrapenning')) "FK annan",
  sum(s = 'Daglig verksamhet') "Daglig verksamhet", sum(s IN ('Annat', 'Ingen')) Annat, count(*) alla
  FROM joined a WHERE slut <> '' AND NOT EXISTS (SELECT 1 FROM person b WHERE b.ten = a.ten AND b.i > a.i) GROUP BY n;
