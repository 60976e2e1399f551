# A questionnaire of 50 questions asked twice, in one row a person: usage: awk -v n=ROWS -v map=FILE -f survey.awk > EXPORT
# Writes the export, and its map to FILE. Of answers from 1 to 5 one in six is missing. Nothing here is about anyone.
BEGIN {
  questions = 50
  printf "Löpnr;Enhet"
  printf "{\"kind\": \"measures\", \"delimiter\": \";\", \"columns\": {\"Löpnr\": \"id\", \"Enhet\": \"insats\"},\n \"matt\": {" > map
  for (i = 1; i <= questions; i++)
    for (last = 0; last < 2; last++) {
      when = last ? "slut" : "start"
      heading = "Fråga " i " " when
      printf ";%s", heading
      printf "%s\n  \"%s\": {\"matt\": \"q%d\", \"tillfalle\": \"%s\"}", comma, heading, i, when > map
      comma = ","
    }
  printf "\n"
  printf "}}\n" > map
  state = 20190101
  for (row = 1; row <= n; row++) {
    printf "d%07d;Enhet %d", row, row % 12
    for (i = 0; i < 2 * questions; i++) {
      state = (state * 16807) % 2147483647 # minimal standard generator (Park and Miller 1988)
      answer = int(state / 1000) % 6
      printf ";%s", answer ? answer : ""
    }
    printf "\n"
  }
}
