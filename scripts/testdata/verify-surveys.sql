CREATE VIEW health AS SELECT a.id, a.period, CAST(b.varde AS int) - CAST(a.varde AS int) gain
  FROM halsa a JOIN halsa b ON a.id = b.id AND a.tillfalle = 'start' AND b.tillfalle = 'slut'
  WHERE a.varde BETWEEN '1' AND '5' AND b.varde BETWEEN '1' AND '5';
SELECT coalesce(period, '*') period, count(*) kopplade, sum(gain > 0) better, sum(gain = 0) same, sum(gain < 0) worse,
  round(100.0 * sum(gain > 0) / count(*), 2) pct
  FROM (SELECT * FROM health UNION ALL SELECT id, NULL, gain FROM health) GROUP BY period ORDER BY period IS NULL, period;
SELECT period, tillfalle, count(*) answers, sum(varde BETWEEN '1' AND '5') known, sum(varde) / 1.0 / sum(varde BETWEEN '1' AND '5') mean
  FROM halsa GROUP BY period, tillfalle ORDER BY period, tillfalle = 'slut';
SELECT tillfalle, sum(varde BETWEEN '1' AND '5') known, sum(varde IN ('4', '5')) agree,
  round(100.0 * sum(varde IN ('4', '5')) / sum(varde BETWEEN '1' AND '5'), 2) pct, sum(varde = 'Vet ej') vet_ej, sum(varde = '') empty
  FROM redo GROUP BY tillfalle ORDER BY tillfalle = 'slut';

CREATE VIEW assessed AS SELECT id, matt, tillfalle day, CAST(varde AS int) varde FROM trappa WHERE varde <> 'vet_ej'
  UNION ALL SELECT id, matt, tillfalle, CAST(varde AS int) FROM move;
CREATE VIEW moves AS SELECT id, matt, day, varde - lag(varde) OVER (PARTITION BY id, matt ORDER BY day) steg FROM assessed;
SELECT matt, substr(day, 1, 4) || 'Q' || ((substr(day, 6, 2) + 2) / 3) kvartal, steg, count(*) antal
  FROM moves WHERE steg IS NOT NULL AND matt IN ('trappa', 'socialt') GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3;
CREATE VIEW ends AS SELECT DISTINCT id, matt, first_value(varde) OVER (PARTITION BY id, matt ORDER BY day) first,
  first_value(varde) OVER (PARTITION BY id, matt ORDER BY day DESC) last,
  count(*) OVER (PARTITION BY id, matt) n FROM assessed;
SELECT matt, count(*) persons, sum(n > 1) kopplade, sum(n > 1 AND last > first) better, sum(n > 1 AND last = first) same,
  sum(n > 1 AND last < first) worse FROM ends GROUP BY matt;

-- Due days are three months apart from the start, to the month's end where the day is lacking; one is missed when no
-- assessment has been made after the one before it.
CREATE VIEW begun AS SELECT "Ärende" id, date(substr("In", 1, 4) || '-' || substr("In", 5, 2) || '-' || substr("In", 7)) start
  FROM team WHERE "In" BETWEEN '20190101' AND '20191231' AND (Ut = '' OR Ut > '20191231') AND "Ärende" NOT LIKE 'Totalt%';
CREATE VIEW due AS WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 4)
  SELECT id, n, min(date(start, (3 * n) || ' months'), date(start, 'start of month', (3 * n + 1) || ' months', '-1 day')) day
  FROM begun, n;
SELECT id, coalesce((SELECT max(tillfalle) FROM move WHERE move.id = b.id AND matt = 'fysiskt'), '') bedomd,
  min(d.day) forfallodag, count(*) antal_forfallna
  FROM begun b JOIN due d USING (id) JOIN due e USING (id)
  WHERE d.n = e.n + 1 AND d.day <= '2019-12-31'
    AND e.day >= coalesce((SELECT max(tillfalle) FROM move WHERE move.id = b.id AND matt = 'fysiskt'), '')
  GROUP BY id ORDER BY id;
