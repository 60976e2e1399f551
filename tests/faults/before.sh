# shellcheck shell=sh disable=SC2154
# The files that a command of `commands` finds: in $work/before those of $folder of tests/every and what is made of them,
# in $work/stdin its standard input, $input (-: nothing).
cp -R "$TOP/tests/every/$folder" "$work/before"
cp "$TOP/testdata/ledgers/sie/typ4.se" "$TOP/testdata/raw/jobbfokus/intag.xlsx" "$work/before"
{ cat "$work/before/typ4.se" && echo; } > "$work/before/igen.se"
head -n 2 "$work/before/in.csv" > "$work/before/kort.csv"
iconv -f UTF-8 -t UTF-16 "$work/before/in.csv" > "$work/before/utf16.csv"
{ head -n 1 "$work/before/in.csv" && echo wrong; } > "$work/before/fel.csv"
# So many rows that they go out in several writes, and are read in several reads.
awk 'NR > 1 { row[NR] = $0 } NR == 1; END { for (i = 0; i < 8000; i++) print row[2 + i % (NR - 1)] }' \
  "$work/before/in.csv" > "$work/before/many.csv"
: > "$work/stdin"
[ "$input" = - ] || cp "$work/before/$input" "$work/stdin"
