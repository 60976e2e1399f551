# Parts of the activity plans of Samordningsteam Västerås: of those who were in it in 2019. Input: the case list of
# samordningsteam.awk. Who has no plan has no row.

function part(del, from, days, begun, ended, result,    row) {
  row[1] = id
  row[2] = "Samordningsteam Västerås"
  row[3] = del
  row[4] = from
  row[5] = add_days(from, days)
  row[6] = begun
  row[7] = ended
  row[8] = result
  write_row(row, 8, ",", "\n")
}

# One part after another, each planned for so many days, until the stay or the year ends; what is broken off is the last.
function plan(    i, from, length_, ended) {
  from = start
  for (i = 1; i <= 3; i++) {
    length_ = planned[i] - 20 + draw(45)
    ended = add_days(from, length_)
    if (slut != "" && ended > slut) {
      part(names[i], from, planned[i], from, slut, draw(2) ? "fullfoljd" : "avbruten")
      return
    }
    if (ended > "2019-12-31") {
      part(names[i], from, planned[i], from, "", "")
      return
    }
    if (draw(8) == 0) {
      part(names[i], from, planned[i], from, ended, "avbruten")
      return
    }
    part(names[i], from, planned[i], from, ended, "fullfoljd")
    from = add_days(ended, 1)
  }
}

BEGIN {
  FS = ";"
  split("Kartläggning,Arbetsprövning,Praktik", names, ",")
  split("60,120,90", planned, ",")
  print "id,insats,del,planerad_start,planerad_slut,start,slut,resultat"
}

FNR == 1 || $1 !~ /^VST-/ { next }

{
  id = $1
  start = substr($7, 1, 4) "-" substr($7, 5, 2) "-" substr($7, 7, 2)
  slut = $10 == "" ? "" : substr($10, 1, 4) "-" substr($10, 5, 2) "-" substr($10, 7, 2)
}
slut != "" && slut < "2019-01-01" { next }
start > "2019-12-31" || draw(7) == 0 { next }
{ plan() }
