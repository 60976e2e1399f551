# shellcheck shell=sh
# Four raw exports to the results at exit, one for each who has left for good.
sus-import --key-new key
sus-import --map jobbfokus --key key testdata/raw/jobbfokus/*.csv -o alla.csv
cohort --derive senaste alla.csv -o deltaganden.csv
outcomes --classes jobbfokus-slut --exclude 'senaste = nej' --by kon --totals deltaganden.csv -o utfall.csv
hold --published jobbfokus-2019-exit.csv --cols klass --classes jobbfokus-slut utfall.csv

# The text of the same report, against the exits of the table and against all of them.
printf 'kon,klass,kolumn,op,mal\n*,annat,bas,=,6\n' > text.csv
hold --targets text.csv utfall.csv
outcomes --classes jobbfokus-slut --by kon --totals deltaganden.csv -o sex.csv
hold --targets text.csv sex.csv
contradicted '*,annat,bas,=,6,5,-1,nej' \
  'exits; the text says 6, the table 1 + 1 + 1 + 2 = 5: it leaves out the first exit of the man who started again'
figures 23
