# shellcheck shell=sh
# The lines of the plan to subtotals, years and totals; costs are negative, as printed.
sed -n '1p; /^JobbFokus/p' testdata/ledgers/plan.csv > plan.csv
budget --report calc --negate --plan plan.csv -o kalkyl.csv

# A subtotal has no name in a budgetkalkyl.
sed -e '1s/Totalt/totalt/' -e 's/^Totalt,"Totala[^"]*"/*,*/' -e 's/,Summa[^,]*,/,*,/' -e 's/,Netto[^,]*,/,*,/' \
  jobbfokus-budget.csv > tryckt.csv
hold --published tryckt.csv kalkyl.csv
contradicted 'Personal,*,2020,=,-1751345,-1751346,-1,nej' 'its three lines: -606902 - 572222 - 572222 = -1751346'
contradicted 'Personal,*,totalt,=,-4926479,-4926480,-1,nej' 'its three lines: -1707196 - 1609642 - 1609642 = -4926480'
contradicted '*,*,totalt,=,-9592910,-9592911,-1,nej' 'its four years: -788718 - 3257160 - 3863931 - 1683102 = -9592911'
for line in Personal,Projektledare Personal,Arbetsterapeut Personal,Konsulent 'Hyra inventarier,Fordon'; do
  not_reproducible "$line,antal,=,1,,,saknas" 'how many of them is in no plan'
done
not_reproducible 'Hyra inventarier,Telefoner,antal,=,3,,,saknas' 'how many of them is in no plan'

# The total of 2020 is what the lines sum to, and not what the printed subtotals do.
awk -F , '
  BEGIN { print "insats,kategori,post,period,belopp" }
  $2 == "*" && $1 != "*" { print "JobbFokus 2.0/SPIRA," $1 ",Summa,2020," $6 }' tryckt.csv > summor.csv
budget --report calc --plan summor.csv -o summa.csv
printf 'kategori,kolumn,op,mal\n*,2020,=,-3863931\n' > 2020.csv
hold --targets 2020.csv summa.csv
contradicted '*,2020,=,-3863931,-3863930,1,nej' \
  'its six subtotals: -1751345 - 1380721 - 104600 - 67000 - 381224 - 179040 = -3863930'
given 112 'the amounts of 28 lines in four years are the plan'
figures 181
