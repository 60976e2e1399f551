# Writes a SIE file of type 4 with N transactions, always the same: awk -v n=1000000 -f sie.awk (LC_ALL=C).
# Four to a voucher, of 40 projects, 30 accounts and three years, with a cost centre, a text and å, ä, ö in CP437 (the octal
# bytes); every fourth is the bank's. About 60 bytes a transaction, vouchers and all.
BEGIN {
  accounts = 30
  projects = 40
  print "#FLAGGA 0\r"
  print "#PROGRAM \"utfall\" 1.0\r"
  print "#FORMAT PC8\r"
  print "#SIETYP 4\r"
  print "#RAR 0 20170101 20191231\r"
  print "#KONTO 1930 \"Bank\"\r"
  for (a = 0; a < accounts; a++) printf "#KONTO %d \"Konto f\224r %d\"\r\n", 4010 + 100 * a, a
  for (p = 0; p < projects; p++) printf "#OBJEKT 6 P%d \"Insats %d \206\204\224\"\r\n", p, p
  for (v = 0; 4 * v < n; v++) {
    date = sprintf("%d%02d%02d", 2017 + v % 3, 1 + int(v / 7) % 12, 1 + v % 28)
    printf "#VER A %d %s \"L\224neunderlag\"\r\n{\r\n", v + 1, date
    sum = 0
    for (k = 0; k < 3; k++) {
      cents = (v * 7919 + k * 104729) % 2000000 + 1
      sum += cents
      printf "#TRANS %d {1 \"\231st\" 6 \"P%d\"} %d.%02d \"\" \"Rad %d f\224r m\204n\"\r\n", 4010 + 100 * ((v + 11 * k) % accounts), \
        (v + k) % projects, int(cents / 100), cents % 100, k
    }
    printf "#TRANS 1930 {} -%d.%02d\r\n}\r\n", int(sum / 100), sum % 100
  }
}
