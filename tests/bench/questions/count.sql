SELECT insats, coalesce(kon, '') AS kon, count(*) AS antal
FROM deltaganden
WHERE coalesce(avslutsorsak, '') <> 'felregistrering'
GROUP BY insats, kon
