WITH counts AS (
  SELECT insats, coalesce(kon, '') AS kon, klass, count(*) AS antal
  FROM (
    SELECT insats, kon,
      CASE
        WHEN coalesce(sysselsattning_efter, '') = '' THEN 'uppgift_saknas'
        WHEN sysselsattning_efter LIKE 'arbete%' OR sysselsattning_efter LIKE '%|arbete%' THEN 'forvarvsarbete'
        WHEN sysselsattning_efter LIKE 'studier%' OR sysselsattning_efter LIKE '%|studier%' THEN 'studier'
        WHEN sysselsattning_efter LIKE 'arbetssokande%' OR sysselsattning_efter LIKE '%|arbetssokande%'
          THEN 'aktivt_arbetssokande'
        ELSE 'ovriga'
      END AS klass
    FROM deltaganden
    WHERE coalesce(slut, '') <> '' AND coalesce(anonym, '') = '' AND coalesce(avslutsorsak, '') <> 'felregistrering'
  ) AS ended
  GROUP BY insats, kon, klass
),
cells AS (
  SELECT insats, kon, klass, antal FROM counts
  UNION ALL SELECT insats, '*', klass, antal FROM counts
  UNION ALL SELECT '*', kon, klass, antal FROM counts
  UNION ALL SELECT '*', '*', klass, antal FROM counts
)
SELECT insats, kon, klass, sum(antal) AS antal, sum(sum(antal)) OVER (PARTITION BY insats, kon) AS bas
FROM cells
GROUP BY insats, kon, klass
