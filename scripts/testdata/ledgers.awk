# The ledger of an insats whose payments were published by the year only: -v file=samordningsteam-2018 or pima. No
# input. Four entries a month; what is bought in the last one of a span makes its sum what was published.

BEGIN {
  print "datum,insats,konto,kategori,text,belopp,verifikat"
  if (file == "pima") {
    span("PIMA", "C", "2016-07", 18, 2510945)
    span("PIMA", "C", "2018-01", 12, 1874055)
  } else {
    span("Samordningsteam Västerås", "B", "2017-01", 12, 7351150)
    span("Samordningsteam Västerås", "B", "2018-01", 12, 7412937)
  }
}

# kronor in all, of `months` months from the first on.
function span(insats, series, first, months, kronor,    i, month, left, share, wages, fees, rent, bought) {
  left = kronor * 100
  for (i = 0; i < months; i++) {
    share = int(left / (months - i))
    month = substr(add_months(first "-01", i), 1, 7)
    wages = varied(share * 0.6)
    fees = int(wages * 0.3142)
    rent = varied(share * 0.09)
    left -= wages + fees + rent
    bought = i < months - 1 ? varied(share * 0.12) : left
    left -= bought
    entry(month "-02", insats, 6010, "Lokalhyra", rent, series)
    entry(month "-" (10 + draw(10)), insats, 7410, "Köpta tjänster", bought, series)
    entry(month "-25", insats, 5010, "Löner", wages, series)
    entry(month "-25", insats, 5610, "Arbetsgivaravgifter", fees, series)
  }
}

# An amount in öre, a twentieth more or less.
function varied(amount) {
  return int(amount * (95 + draw(11)) / 100)
}

function entry(day, insats, account, text, amount, series,    row) {
  row[1] = day
  row[2] = insats
  row[3] = account
  row[4] = insats == "PIMA" ? insats : "Samordningsteam"
  row[5] = text
  row[6] = sprintf("%d.%02d", int(amount / 100), amount % 100)
  row[7] = series (++vouchers)
  write_row(row, 7, ",", "\n")
}
