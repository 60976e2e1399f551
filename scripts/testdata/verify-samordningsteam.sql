CREATE VIEW cases AS SELECT "Ärende" id, "Kön" kon, "In" start, Ut slut, "Orsak till avslut" orsak,
  "Sysselsättning efter 1" efter FROM team WHERE "Ärende" NOT LIKE 'Totalt%';
CREATE VIEW active AS SELECT *, slut BETWEEN '20190101' AND '20191231' ended FROM cases
  WHERE start <= '20191231' AND (slut = '' OR slut >= '20190101');
CREATE VIEW completed AS SELECT *, CASE WHEN efter LIKE 'Arbete%' THEN 'arbete' WHEN efter = 'Studier' THEN 'studier'
  ELSE 'fortsatt rehabilitering' END klass FROM active WHERE ended AND orsak = 'Fullföljt';

SELECT count(*) "all but the total" FROM cases;
SELECT count(*) active, count(DISTINCT id) persons, sum(ended) ended, sum(NOT ended) "still in",
  sum(slut > '20191231') "left in 2020" FROM active;
SELECT sum(start < '20190101') "in before 2019", sum(start >= '20190101') began,
  sum(start >= '20190101' AND kon = 'Kvinna') women, sum(start >= '20190101' AND kon = 'Man') men FROM active;
SELECT klass, count(*) antal, round(100.0 * count(*) / (SELECT count(*) FROM completed)) andel FROM completed GROUP BY klass;
SELECT efter, count(*) antal FROM completed GROUP BY efter;
SELECT orsak, count(*) antal FROM active WHERE ended GROUP BY orsak ORDER BY antal DESC, orsak;
SELECT kon, count(*) active, sum(ended AND orsak = 'Fullföljt') completed FROM active GROUP BY kon;
