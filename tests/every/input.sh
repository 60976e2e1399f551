# shellcheck shell=sh disable=SC2034,SC2153,SC2154,SC2164 # run has the variables, and set -e
# One input of a command, in all its forms. Part of run.

# words PREFIX INPUT: the command line in $options and $operand, with PREFIX before every file but INPUT.
words() {
  options=
  for word in $OPTIONS; do
    [ "$word" = "$2" ] || [ ! -f "$FILES/$word" ] || word=$1$word
    options="$options $word"
  done
  operand=
  case $OPERAND in
    -) ;;
    "$2") operand=$OPERAND ;;
    *) operand=$1$OPERAND ;;
  esac
}

# enter INPUT KIND: goes to where the input is of that kind, and the others are not.
enter() {
  cd "$WORK/$1/$2"
  words ../../files/ "$1"
}

# make_variants INPUT
make_variants() {
  file=$1
  shift
  for name in plain less empty header array missing "directory/$file" unreadable several cut bytes $CLOTHES $SPOILT; do
    set -- "$@" "$WORK/$file/$name"
  done
  mkdir -p "$@"
  cd "$WORK/$file"
  awk -v name="$file" -f "$HERE/variants.awk" "$FILES/$file"
  read -r lines columns < size
  tabulate --to json "$FILES/$file" > "json/$file"
  {
    printf '\377\376'
    iconv -f UTF-8 -t UTF-16LE "$FILES/$file"
  } > "utf-16le/$file"
  [ "$file" = "$FIRST" ] || return 0
  ln -s /proc/self/mem "unreadable/$file"
  tabulate --to jsonl "$FILES/$file" > "jsonl/$file"
  {
    printf '\357\273\277'
    cat "json/$file"
  } > "json-bom/$file"
  {
    printf '\376\377'
    iconv -f UTF-8 -t UTF-16BE "$FILES/$file"
  } > "utf-16be/$file"
}

# run_no_rows: a header alone, and an empty array, give the same. Of the operand that is a heading, which is [] in JSON, of
# other files the heading at least.
run_no_rows() {
  first_line "$SAME" "$WORK/heading"
  OUT=$WORK/header.out
  enter "$input" header
  try
  ! begin header || {
    [ "$input" = "$OPERAND" ] || [ "$status" -ne 0 ] || {
      first_line "$OUT" "$WORK/out"
      OUT=$WORK/out
    }
    expect 0 '' "$WORK/heading"
  }
  OUT=$WORK/out
  ! begin array || {
    enter "$input" array
    try
    expect 0 '' "$WORK/header.out"
  }
  ! cmp -s "$WORK/header.out" "$WORK/heading" || [ "$FORMATS" = --no-progress ] || ! begin array-json || {
    try --to json
    echo '[]' > "$WORK/array.json"
    expect 0 '' "$WORK/array.json"
  }
}

# run_clothes KIND...: the same input in other clothes gives the same bytes; of a last line without an end, a note too.
run_clothes() {
  for name in "$@"; do
    begin "$name" || continue
    enter "$input" "$name"
    try
    said=
    [ "$name" != no-end ] || said="$FILTER: note: *:[1-9]*: the last line has no line end: the file may be cut off"
    expect 0 "$said" "$SAME"
  done
  ! begin bytes || {
    enter "$input" bytes
    mkfifo "$input"
    dd bs=1 status=none if="../crlf/$input" of="$input" &
    try
    expect 0 '' "$SAME"
    kill $! 2> /dev/null || true
  }
}

# run_spoilt KIND...: what cannot be read is named by its place, most of it in the last row.
run_spoilt() {
  for name in "$@"; do
    begin "$name" || continue
    enter "$input" "$name"
    case $name in
      nul) said="$lines:2: a NUL byte" ;;
      nul-header) said='1:2: a NUL byte' ;;
      nul-json) said='1:8: \\u0000 cannot stand in a text' ;;
      quote) said="$lines:1: this quote is never closed" ;;
      stray) said="$lines:2: a quote within a field that does not begin with one" ;;
      past-quote) said="$lines:4: text after a closing quote" ;;
      text) said="$lines:2: a byte that is no text in the encoding of the input" ;;
      short) said="$lines: the row has 1 fields and the header $columns" ;;
      long) said="$lines: the row has $((columns + 1)) fields and the header $columns" ;;
    esac
    try
    expect 2 "$FILTER: $input:$said" /dev/null
  done
}

# run_no_input KIND...: a file without a header, none, a directory, a file that opens and cannot be read.
run_no_input() {
  for name in "$@"; do
    begin "$name" || continue
    enter "$input" "$name"
    case $name in
      unreadable) said='cannot read: Input/output error' ;;
      empty) said='there is no header: the input is empty' ;;
      missing) said='cannot open: No such file or directory' ;;
      directory) said='cannot read: Is a directory' ;;
    esac
    try
    expect 2 "$FILTER: $input: $said" /dev/null
  done
}

# run_told: the operand is what the command line says that it is.
run_told() {
  begin told || return 0
  for told in plain,--from=csv json,--from=json jsonl,-fjsonl 'semicolon,-d;' tab,--delimiter=tab; do
    enter "$input" "${told%,*}"
    try "${told#*,}"
    expect 0 '' "$SAME"
  done
}

# run_several: the rows in two files, of which the second has its columns the other way round.
run_several() {
  begin several || return 0
  enter "$input" several
  try second.csv
  expect 0 '' "$SAME"
  operand=-
  try second.csv < "$input"
  expect 0 '' "$SAME"
}

# run_cut: what a killed filter before this one leaves ends inside a row.
run_cut() {
  enter "$input" cut
  head -c -20 "../json/$input" > json
  head -c -20 "../jsonl/$input" > jsonl
  for name in "$input" json jsonl; do
    if [ "$name" = "$input" ]; then
      said="$lines: the last line has no line end: what wrote it was stopped, or did not end it"
      begin cut || continue
    else
      said='[1-9]*: the input ends inside the object that begins on line [1-9]*'
      begin "cut-$name" || continue
    fi
    # shellcheck disable=SC2016 # expanded by that shell
    { sh -c 'cat "$1"; kill -9 $$' sh "$name" || true; } 2> /dev/null | {
      operand=-
      try
      expect 2 "$FILTER: <stdin>:$said" /dev/null
    }
  done
}

# run_stands: what stood in the file that -o names stands where the input cannot be used, and nothing is beside it.
run_stands() {
  for name in empty quote; do
    begin "stands-$name" || continue
    enter "$input" "$name"
    said=': there is no header: the input is empty'
    [ $name = empty ] || said=":$lines:1: this quote is never closed"
    echo old > ut.csv
    try -o ut.csv
    expect 2 "$FILTER: $input$said" /dev/null
    echo old > ../old
    [ "$status" -ne 2 ] || only ../old "$input" ut.csv
  done
}

# run_input NAME: all kinds; of the operand of a command that reads as the one before it, only that there are no rows.
run_input() {
  input=$1
  SAME=$WORK/$input/plain.out LESS=$WORK/$input/less.out
  if [ "$READS$input" = "again$OPERAND" ]; then
    mkdir -p "$WORK/$input/header" "$WORK/$input/array"
    first_line "$FILES/$input" "$WORK/$input/header/$input"
    echo '[]' > "$WORK/$input/array/$input"
    SAME=$WORK/plain.out
    run_no_rows
    return
  fi
  make_variants "$input"
  enter "$input" plain
  filter > "$SAME" 2> /dev/null || true
  run_no_rows
  enter "$input" less
  filter > "$LESS" 2> /dev/null || true
  if [ "$input" != "$FIRST" ]; then
    run_no_input empty missing directory
    run_clothes crlf bom utf-16le semicolon json
    run_spoilt nul quote short
    return
  fi
  run_no_input empty missing directory unreadable
  # shellcheck disable=SC2086 # the kinds
  run_clothes $CLOTHES
  # shellcheck disable=SC2086
  run_spoilt $SPOILT
  run_stands
  [ "$input" = "$OPERAND" ] || return 0
  run_told
  run_several
  run_cut
}
