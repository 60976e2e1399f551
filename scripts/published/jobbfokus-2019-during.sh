# shellcheck shell=sh
# Four raw exports to the results during the project, of those who had any.
sus-import --key-new key
sus-import --map jobbfokus --key key testdata/raw/jobbfokus/*.csv -o deltaganden.csv
outcomes --at under --classes jobbfokus-under --multiple --base 'not (sysselsattning_under is empty)' \
  --by kon --totals deltaganden.csv -o utfall.csv
hold --published jobbfokus-2019-during.csv --cols klass --classes jobbfokus-under utfall.csv

# The text of the same report.
printf 'kon,klass,kolumn,op,mal\n*,praktik,antal,=,24\n' > text.csv
hold --targets text.csv utfall.csv
contradicted '*,praktik,antal,=,24,21,-3,nej' \
  'the text says 24 persons, the table 5 + 16 = 21; the records have what is in the table'
figures 13
