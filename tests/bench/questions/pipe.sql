SELECT insats, kon, klass, count(*) AS antal, sum(count(*)) OVER (PARTITION BY insats, kon) AS bas
FROM (
  SELECT "Insats" AS insats,
    CASE "Kön" WHEN 'Kvinna' THEN 'K' WHEN 'Man' THEN 'M' ELSE '' END AS kon,
    CASE
      WHEN coalesce("Sysselsättning efter 1", '') = '' THEN 'uppgift_saknas'
      WHEN "Sysselsättning efter 1" IN ('Arbete', 'Subventionerat arbete')
        OR "Sysselsättning efter 2" IN ('Arbete', 'Subventionerat arbete') THEN 'forvarvsarbete'
      WHEN "Sysselsättning efter 1" = 'Studier' OR "Sysselsättning efter 2" = 'Studier' THEN 'studier'
      WHEN "Sysselsättning efter 1" = 'Arbetssökande' OR "Sysselsättning efter 2" = 'Arbetssökande'
        THEN 'aktivt_arbetssokande'
      ELSE 'ovriga'
    END AS klass
  FROM export
  WHERE coalesce("Slutdatum", '') <> '' AND coalesce("Anonym", '') = ''
    AND coalesce("Avslutsorsak", '') <> 'Felregistrering'
    AND "Startdatum" <= '2019-12-31' AND "Slutdatum" >= '2018-01-01'
) AS ended
GROUP BY insats, kon, klass
