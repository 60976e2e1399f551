# shellcheck shell=sh
# before WORK FOLDER INPUT: the files that a command of `commands` finds: in WORK/before those of FOLDER of tests/every
# and what is made of them, in WORK/stdin its standard input, INPUT (-: nothing).
before() {
  cp -R "$TOP/tests/every/$2" "$1/before"
  cp "$TOP/testdata/ledgers/sie/typ4.se" "$TOP/testdata/raw/jobbfokus/intag.xlsx" "$1/before"
  { cat "$1/before/typ4.se" && echo; } > "$1/before/igen.se"
  head -n 2 "$1/before/in.csv" > "$1/before/kort.csv"
  iconv -f UTF-8 -t UTF-16 "$1/before/in.csv" > "$1/before/utf16.csv"
  { head -n 1 "$1/before/in.csv" && echo wrong; } > "$1/before/fel.csv"
  # Tables of one name elsewhere.
  mkdir "$1/before/delar"
  cp "$1/before/in.csv" "$1/before/kort.csv" "$1/before/delar"
  # So many rows that they go out in several writes, and are read in several reads.
  awk 'NR > 1 { row[NR] = $0 } NR == 1; END { for (i = 0; i < 8000; i++) print row[2 + i % (NR - 1)] }' \
    "$1/before/in.csv" > "$1/before/many.csv"
  : > "$1/stdin"
  [ "$3" = - ] || cp "$1/before/$3" "$1/stdin"
}
