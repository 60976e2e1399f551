# shellcheck shell=sh
# A plan of the printed lines to years and totals: there are no other records.
awk -F , '
  NR == 1 { for (i = 2; i < NF; i++) year[i] = $i; print "insats,kategori,post,period,belopp"; next }
  $1 != "Totalt" { for (i = 2; i < NF; i++) print "Make it work," $1 "," $1 "," year[i] "," $i }
' makeitwork-budget.csv > plan.csv
budget --report calc --plan plan.csv -o kalkyl.csv
sed '1s/Totalt/totalt/' makeitwork-budget.csv > tryckt.csv
hold --published tryckt.csv kalkyl.csv
given 9 'the amounts of 3 lines in three years; no records of them were published'
figures 16
