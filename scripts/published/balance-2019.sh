# shellcheck shell=sh
# Plan, decisions and ledgers to the economy of both insatser at the end of 2019.
balance() {
  budget --report balance --plan testdata/ledgers/plan.csv --decisions testdata/ledgers/decisions.csv --as-of "$1" \
    testdata/ledgers/jobbfokus.csv testdata/ledgers/samordningsteam.csv -o "$2" --status-file "$2.status"
}
balance 2019-12-31 balans.csv
hold --published balance-2019.csv balans.csv

# Of what was paid in total the two years are known one by one.
balance 2018-12-31 2018.csv
printf 'insats,kolumn,op,mal\nJobbFokus 2.0/SPIRA,utbetalt_ar,=,684983\n' > 2018-mal.csv
hold --targets 2018-mal.csv 2018.csv
jobbfokus='JobbFokus 2.0/SPIRA,2018-09-01..2021-06-30'
contradicted "$jobbfokus,utbetalt_totalt,=,2994865,2964865,-30000,nej" \
  '684983 (2018) + 2279882 (2019) = 2964865; 2994865 is 30000 too much'
contradicted "$jobbfokus,differens_totalt,=,1051013,1081013,30000,nej" '4045878 - 2964865 = 1081013: the same 30000'
contradicted "$jobbfokus,aterstar_totalt,=,6598045,6628045,30000,nej" '9592910 - 2964865 = 6628045: the same 30000'

grep -q '"utanfor_insatstid", "count": 48, "file": "testdata/ledgers/samordningsteam.csv"' balans.csv.status
contradiction 'Samordningsteam Västerås: printed insatstid 2017-01-01..2018-12-31 in a report on 2019; all its payments lie outside'
remark 'the entries of the ledgers are made up; their sums by insats and year are published ones'
figures 25
