# shellcheck shell=sh
# A row for each million kronor of support before and after, to the changes in percent.
cat > miljoner.csv <<END
Offentliga försörjningsformer,121,78
"Alla, 18-30 år",14,10
"Arbetslöshetsförsäkring, 18-30 år",5,1
END
sed 's/"\([^,]*\), /\1 /; s/"//' miljoner.csv | awk -F , '
  BEGIN { print "insats,start,slut,forsorjning_fore,forsorjning_efter" }
  { for (i = 1; i <= $2; i++) print $1 ",2005-01-01,2011-06-30,annan," (i <= $3 ? "annan" : "ingen") }' > stod.csv
outcomes --report support --by insats stod.csv -o forandring.csv

# The printed table, in millions.
sed 's/"\([^,]*\), /\1 /; s/"//' skelleftea-support.csv | awk -F , '
  BEGIN { print "insats,kod,kolumn,op,mal,decimaler" }
  function target(column, value, decimals) { if (value != "") print $1 ",annan," column ",=," value "," decimals }
  NR > 1 {
    target("fore", $2 == "" ? "" : sprintf("%.6f", $2 / 1000000))
    target("efter", $3 == "" ? "" : sprintf("%.6f", $3 / 1000000))
    target("forandring_pct", $4, 0)
  }' > mal.csv
hold --targets mal.csv forandring.csv
contradicted 'Alla 18-30 år,annan,forandring_pct,=,-26,-29,-3,nej' \
  'from 14 to 10 is -28.6 percent; -26 can be right only of the amounts before they were rounded'
contradicted 'Arbetslöshetsförsäkring 18-30 år,annan,forandring_pct,=,-79,-80,-1,nej' \
  'from 5 to 1 is -80.0 percent; -79 can be right only of the amounts before they were rounded'
for row in 'Sjukpenning -50' 'Sjuk- och aktivitetsersättning -35' 'Arbetslöshetsförsäkring -65' \
  'Försörjningsstöd 97'; do
  not_reproducible "${row% *},annan,forandring_pct,=,${row##* },,,saknas" 'the amounts were not published'
done
remark 'from 121 to 78 is -35.5 percent, printed -36'
given 6 'the amounts in millions of kronor are what the rows were made of'
figures 13
