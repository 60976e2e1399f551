SELECT *, 1 AS ordning, 'ja' AS senaste
FROM deltaganden
WHERE coalesce(avslutsorsak, '') <> 'felregistrering' AND (coalesce(id, '') = '' OR coalesce(anonym, '') <> '')
UNION ALL
SELECT *,
  row_number() OVER (PARTITION BY id, insats ORDER BY start, coalesce(nullif(slut, ''), '9')) AS ordning,
  CASE WHEN lead(start) OVER (PARTITION BY id, insats ORDER BY start, coalesce(nullif(slut, ''), '9')) IS NULL
    THEN 'ja' ELSE 'nej' END AS senaste
FROM deltaganden
WHERE coalesce(avslutsorsak, '') <> 'felregistrering' AND coalesce(id, '') <> '' AND coalesce(anonym, '') = ''
