WITH numbered AS (
  SELECT *, row_number() OVER () AS nr
  FROM deltaganden
  WHERE coalesce(avslutsorsak, '') <> 'felregistrering'
),
latest AS (
  SELECT insats, kon, id, anonym,
    row_number() OVER (PARTITION BY id ORDER BY start DESC, coalesce(nullif(slut, ''), '9') DESC, nr DESC) AS place
  FROM numbered
)
SELECT insats, coalesce(kon, '') AS kon, count(*) AS antal
FROM latest
WHERE place = 1 OR coalesce(id, '') = '' OR coalesce(anonym, '') <> ''
GROUP BY insats, kon
