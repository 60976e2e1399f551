# shellcheck shell=sh
# Every file of testdata and share goes through the filters that read it. Sourced in a directory with a link to
# testdata; prints the commands that say anything on standard error, or fail, with what they say. The files of
# testdata/raw/sus that are made to be rejected are in sus-import(1), utfall(7) and the golden cases.

# speaks COMMAND...: shows it with its standard error and status, when there is any.
speaks() {
  status=0
  "$@" > stdout 2> stderr || status=$?
  [ $status -ne 0 ] || [ -s stderr ] || return 0
  echo "\$ $*"
  cat stderr
  [ $status -eq 0 ] || echo "exit status $status"
}

raw=testdata/raw
speaks sus-import --map jobbfokus --drop-identity $raw/jobbfokus/intag-1.csv $raw/jobbfokus/intag-2.csv \
  $raw/jobbfokus/intag-3.csv $raw/jobbfokus/intag-4.csv -o jobbfokus.csv
speaks sus-import --map jobbfokus-arbetsbok --drop-identity $raw/jobbfokus/intag.xlsx -o arbetsbok.csv
speaks sus-import --map samordningsteam $raw/samordningsteam/2019.csv -o team.csv
speaks sus-import --map sus $raw/sus/extract.csv $raw/sus/extract-2.csv -o sus.csv
speaks sus-import $raw/evaluation/deltaganden.csv -o alla.csv
speaks sus-import --map $raw/evaluation/utbetalningar.json $raw/evaluation/utbetalningar.csv -o utbetalt.csv
# What headings and words mean without a map: share/maps/default.json
speaks sus-import --propose $raw/sus/extract.csv -o karta.json
speaks sus-import --map karta.json $raw/sus/extract.csv -o utan.csv

speaks cohort --period 2019 --as-of 2019-12-31 team.csv -o team-2019.csv
speaks cohort --where 'slut is empty' team-2019.csv -o kvar.csv
speaks cohort --count --by kon,intag --totals jobbfokus.csv -o intag.csv
speaks cohort --flow year --period 2019 --by insats --totals --insatser testdata/catalogue/insatser.csv jobbfokus.csv \
  team.csv sus.csv -o flode.csv
speaks cohort --due 12m --as-of 2021-06-30 sus.csv

speaks outcomes --at under --classes jobbfokus-under --multiple --base 'not (sysselsattning_under is empty)' --by kon \
  --totals jobbfokus.csv -o under.csv
speaks outcomes --classes jobbfokus-slut --by kon --totals jobbfokus.csv -o slut.csv
speaks outcomes --classes samordningsteam --base 'avslutsorsak = fullfoljd' team-2019.csv -o utfall.csv
for classes in sus sjalvforsorjning makeitwork; do
  speaks outcomes --classes $classes --by kon --totals sus.csv
done
speaks outcomes --report paid --payments utbetalt.csv --covered $raw/evaluation/tackt.csv --as-of 2020-12-31 \
  --base 'insats = "Språnget"' --anchor anstallning --quiet ej_kopplad alla.csv -o betalt.csv
speaks suppress betalt.csv
speaks outcomes --report effect --treated 'insats = "Språnget"' --event 'sysselsattning_efter has arbete' --strata kon \
  --exclude 'sysselsattning_efter is empty' alla.csv
for report in change gained support matrix duration reasons; do
  speaks outcomes --report $report --as-of 2021-06-30 --by kon --totals sus.csv
done

speaks progress --scale 1..5 --by period --totals testdata/surveys/halsa.csv -o halsa.csv
speaks progress --scale 1..5 --agree 4 testdata/surveys/redo.csv -o redo.csv
speaks progress --scale 1..5 --report steps testdata/surveys/trappa.csv
speaks progress --scale 1..10 testdata/surveys/move.csv
speaks progress --report overdue --as-of 2019-12-31 --participations kvar.csv testdata/surveys/move.csv

# money REPORT PLAN DECISIONS ARGUMENT...
money() {
  report=$1 plan=testdata/ledgers/$2 decisions=testdata/ledgers/$3
  shift 3
  speaks budget --report "$report" --plan "$plan" --decisions "$decisions" "$@"
}
money balance plan-2018.csv decisions-2018.csv --as-of 2018-12-31 testdata/ledgers/samordningsteam-2018.csv \
  testdata/ledgers/pima.csv
money balance plan.csv decisions.csv --as-of 2019-12-31 testdata/ledgers/jobbfokus.csv \
  testdata/ledgers/samordningsteam.csv -o balans.csv
grep -e ^insats -e ^Jobb testdata/ledgers/plan.csv > plan.csv
grep -e ^insats -e ^Jobb testdata/ledgers/decisions.csv > beslut.csv
for report in balance entries forecast cost; do
  speaks budget --report $report --plan plan.csv --decisions beslut.csv --as-of 2019-12-31 \
    testdata/ledgers/jobbfokus.csv
done
for accounts in bas kommunbas; do
  for file in typ1 typ2 typ3 typ4; do
    money entries plan.csv decisions.csv --accounts $accounts --as-of 2019-12-31 testdata/ledgers/sie/$file.se
  done
done
speaks budget --report calc --plan testdata/ledgers/plan.csv
speaks budget --report calc --negate --published testdata/published/jobbfokus-budget.csv -o kalkyl.csv
speaks budget --report calc --published testdata/published/makeitwork-budget.csv
awk -F , 'NR == 1 { print "insats,kategori,post,period,belopp"; next }
  $1 != "Totalt" { for (i = 2; i < 5; i++) print "Make it work," $1 "," $1 "," 2018 + i "," $i }' \
  testdata/published/makeitwork-budget.csv > plan-malmo.csv
speaks budget --report calc --plan plan-malmo.csv -o malmo.csv

speaks progress --report stages --stages testdata/surveys/steg.csv --as-of 2019-12-31 testdata/surveys/delar.csv

speaks payback --prices exempel-2019 --cost 1000000 --price-year 2019 --index prisbasbelopp sus.csv

printf 'aktor,aterbetalning_hela\nsamhalle,94\n' > aterbetalning.csv
speaks goals --targets samordningsteam-2019 utfall.csv halsa.csv balans.csv aterbetalning.csv
speaks goals --targets samordningsteam-2020 aterbetalning.csv
speaks goals --targets jobbfokus balans.csv
printf 'insats,andel\nJobbFokus 2.0/SPIRA,90.0\n' > planerade.csv
speaks goals --targets jobbfokus-plan planerade.csv
speaks goals --targets makeitwork malmo.csv
printf 'klass,antal\nlonearbete,20\n' > lonearbete.csv
speaks goals --targets makeitwork-lonearbete lonearbete.csv
speaks goals --criteria modellkommun "$TOP/tests/golden/goals/criteria-modellkommun/in"
speaks goals --published testdata/published/jobbfokus-2019-intake.csv --cols intag intag.csv
speaks goals --published testdata/published/jobbfokus-2019-during.csv --cols klass --classes jobbfokus-under under.csv
speaks goals --published testdata/published/jobbfokus-2019-exit.csv --cols klass --classes jobbfokus-slut slut.csv
speaks goals --published testdata/published/balance-2019.csv balans.csv

speaks suppress intag.csv
speaks suppress slut.csv
speaks tabulate --rows kon --cols intag --labels intag.csv
for table in flode.csv utfall.csv halsa.csv redo.csv balans.csv kalkyl.csv malmo.csv \
  testdata/published/balance-2018.csv testdata/published/results-2010-2018.csv \
  testdata/published/skelleftea-support.csv testdata/published/sot-2019-goals.csv; do
  speaks tabulate --labels $table
done
