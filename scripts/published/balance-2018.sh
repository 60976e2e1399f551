# shellcheck shell=sh
# Plans, decisions and ledgers to the economy of three insatser at the end of 2018. JobbFokus has a longer name since.
sed '1!{/^JobbFokus/!d;}' testdata/ledgers/plan.csv > plan.csv
sed 1d testdata/ledgers/plan-2018.csv >> plan.csv
budget --report balance --plan plan.csv --decisions testdata/ledgers/decisions-2018.csv --as-of 2018-12-31 \
  testdata/ledgers/samordningsteam-2018.csv testdata/ledgers/pima.csv testdata/ledgers/jobbfokus.csv -o balans.csv
sed 's,^JobbFokus 2.0\,,JobbFokus 2.0/SPIRA\,,' balance-2018.csv > tryckt.csv
hold --published tryckt.csv balans.csv
remark 'the entries of the ledgers are made up; their sums by insats and year are published ones'
figures 33
