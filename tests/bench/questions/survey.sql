SELECT "Enhet" AS insats, "Löpnr" AS id, 'q' || split_part(heading, ' ', 2) AS matt,
  split_part(heading, ' ', 3) AS tillfalle, coalesce(answer, '') AS varde
FROM export UNPIVOT INCLUDE NULLS (answer FOR heading IN (COLUMNS(* EXCLUDE ("Löpnr", "Enhet"))))
