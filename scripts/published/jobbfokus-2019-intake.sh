# shellcheck shell=sh
# Four raw exports to participations by sex and intake.
sus-import --key-new key
sus-import --map jobbfokus --key key testdata/raw/jobbfokus/*.csv -o deltaganden.csv
cohort --count --by kon,intag --totals deltaganden.csv -o antal.csv
hold --published jobbfokus-2019-intake.csv --cols intag antal.csv

# The table against a count of persons.
cohort --unit person --count --by insats deltaganden.csv -o personer.csv
printf 'insats,kolumn,op,mal\nJobbFokus 2.0/SPIRA,antal,=,49\n' > text.csv
hold --targets text.csv personer.csv
contradicted 'JobbFokus 2.0/SPIRA,antal,=,49,48,-1,nej' \
  'persons; 48 + 1 = 49, since one of them left and started again: a participation is the unit, and the table is right'

# The text counts the first two intakes too: by it 27, and 17 + 11 in the table.
for unit in deltagande person; do
  cohort --unit $unit --where 'intag in ("Intag 1", "Intag 2")' --count --by insats deltaganden.csv -o tva.csv
  printf 'insats,kolumn,op,mal\nJobbFokus 2.0/SPIRA,antal,=,27\n' > text.csv
  hold --targets text.csv tva.csv
done
contradicted 'JobbFokus 2.0/SPIRA,antal,=,27,28,1,nej' \
  'intakes 1 and 2; 17 + 11 = 28 participations, 27 persons: the man who started again is in both'

grep -q '^JobbFokus[^,]*,[^,]*,[^,]*,[^,]*,[^,]*,40,' testdata/catalogue/insatser.csv
contradiction 'JobbFokus is for 60, 40 or 49 participants; the catalogue has 40 places, and the table 49 participations'
figures 18
