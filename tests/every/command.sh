# shellcheck shell=sh disable=SC2034,SC2153,SC2154,SC2164 # run has the variables, and set -e
# One command: what it writes, and where to; and what a filter says of itself. Part of run.

# run_plain: it works, and says nothing but what it writes.
run_plain() {
  begin plain || return 0
  try -o -
  expect 0 '' "$SAME"
  first_line "$SAME" "$WORK/heading"
  ! cmp -s "$SAME" "$WORK/heading" || fail 'no more than a heading came'
}

# run_status: what was read and written, in the status file, each input with the sum that sha256sum gives it; with the
# options about notes there is nothing to be quiet or strict about. A
# failure is there too.
run_status() {
  begin status || return 0
  status_file=$WORK/status.json
  try --quiet all --strict all --status-file "$status_file"
  expect 0 '' "$SAME"
  sed -n 's/^    {"name": "\(.*\)", "rows": .*, "sha256": "\([0-9a-f]*\)"},*$/\2  \1/p' "$status_file" > "$WORK/sums"
  sha256sum -c --quiet "$WORK/sums" >> "$log" 2>&1 || fail 'another sum'
  for file in $OPERAND $OPTIONS; do
    [ ! -f "$file" ] || grep -q "  $file\$" "$WORK/sums" || fail "$file is not there"
  done
  { grep -qx '  "status": 0,' "$status_file" && grep -qx '  "outputs": \["<stdout>"\],' "$status_file"; } ||
    fail 'it ended in another way'
  try --status-file ut.json -o ./ut.json
  expect 2 "$FILTER: ut.json: two outputs cannot be one file" /dev/null
  [ ! -e ut.json ] || fail 'it was written'
  try --status-file /dev/full
  expect 2 "$FILTER: /dev/full: cannot write: No space left on device" /dev/null
  [ "$OPERAND" != - ] || return 0
  try --status-file "$status_file" missing.csv
  { grep -qx '  "status": 2,' "$status_file" && grep -q '^  "message": ".*missing\.csv' "$status_file"; } ||
    fail 'the failure is not told'
}

# run_stdin: from standard input comes what comes from the file.
run_stdin() {
  begin stdin || return 0
  sed "s/^$OPERAND,/<stdin>,/" "$SAME" > "$WORK/stdin.out"
  operand=
  try < "$OPERAND"
  expect 0 '' "$WORK/stdin.out"
  try - < "$OPERAND"
  expect 0 '' "$WORK/stdin.out"
  try < /dev/null
  expect 2 "$FILTER: <stdin>: there is no header: the input is empty" /dev/null
  words '' ''
}

# run_field: a name of a mebibyte comes out as it went in; where rows pass through it is one that must be quoted.
run_field() {
  begin field || return 0
  mkdir "$WORK/field"
  set +f
  # shellcheck disable=SC2016 # of awk
  awk -v to="$WORK/field" -v reads="$READS" 'BEGIN {
      for (long = "n"; length(long) < 1048576;) long = long long
      long = reads == "passes" ? "\"V," long "\"" : "V" long
    }
    FNR == 1 { name = FILENAME; sub(/.*\//, "", name) }
    { gsub(/Vägen/, long); print > (to "/" name) }' "$SAME" ./*
  set -f
  cd "$WORK/field"
  try
  cmp -s plain.out "$OUT" || fail 'the name comes out otherwise'
  : > "$OUT"
  expect 0 '' /dev/null
  cd "$FILES"
}

# run_to: what is written as JSON is what is written as CSV.
run_to() {
  begin to || return 0
  for to in json jsonl; do
    OUT=$WORK/to
    try --to $to
    OUT=$WORK/out
    tabulate --from $to --to csv "$WORK/to" > "$OUT" 2>> "$log" || fail "no $to came"
    expect 0 '' "$SAME"
  done
}

# run_full: standard output or a file that cannot be written to.
run_full() {
  begin full || return 0
  OUT=/dev/full
  for to in $FORMATS; do
    try "$to"
    OUT=/dev/null
    expect 2 "$FILTER: <stdout>: cannot write: No space left on device" /dev/null
    OUT=/dev/full
  done
  OUT=$WORK/out
  try -o /dev/full
  expect 2 "$FILTER: /dev/full: cannot write: No space left on device" /dev/null
}

# run_closed_pipe: the reader has left before anything is written: quiet.
run_closed_pipe() {
  begin closed-pipe || return 0
  mkfifo "$WORK/gone"
  {
    read -r _ < "$WORK/gone"
    status=0
    filter 2> "$ERR" || status=$?
    echo $status > "$WORK/status"
  } | {
    exec < /dev/null
    echo > "$WORK/gone"
  }
  read -r status < "$WORK/status"
  : > "$OUT"
  expect 0 '' /dev/null
}

# run_descriptors: one that is closed is no more than that.
run_descriptors() {
  begin descriptors || return 0
  try <&-
  expect 0 '' "$SAME"
  : > "$OUT"
  status=0
  filter >&- 2> "$ERR" || status=$?
  expect 2 "$FILTER: <stdout>: cannot write: Bad file descriptor" /dev/null
  status=0
  filter > "$OUT" 2>&- || status=$?
  : > "$ERR"
  expect 0 '' "$SAME"
}

# run_output: a file holds what would go to standard output, also one that was there and the input itself; nothing is
# left beside it.
run_output() {
  cp -R "$FILES" "$WORK/output"
  cd "$WORK/output"
  set +f
  set -- *
  set -f
  ! begin output || {
    try -o ut.csv
    expect 0 '' /dev/null
    only "$SAME" "$@" ut.csv
    try --output ut.csv
    expect 0 '' /dev/null
    only "$SAME" "$@" ut.csv
    rm ut.csv
  }
  ! begin folder || {
    try -o no/ut.csv
    expect 2 "$FILTER: no/ut.csv: cannot create: No such file or directory" /dev/null
    try -o "$FIRST/ut.csv"
    expect 2 "$FILTER: $FIRST/ut.csv: cannot create: Not a directory" /dev/null
    try -o .
    expect 2 "$FILTER: .: cannot open: Is a directory" /dev/null
    chmod 555 .
    [ -w . ] || { # root writes anywhere
      try -o ut.csv
      expect 2 "$FILTER: ut.csv: cannot create: Permission denied" /dev/null
    }
    chmod 755 .
  }
  ! begin over-input || {
    try -o "$FIRST"
    expect 0 '' /dev/null
    same "$SAME" "$FIRST" "$FIRST" >> "$log" || fail 'the file differs'
  }
}

# run_killed: a filter that is killed while it reads leaves the file as it stood, and nothing on standard output; one that
# can tell leaves no temporary file either.
run_killed() {
  for ending in KILL:137 TERM:143 HUP:129 INT:130 QUIT:131 ABRT:134 USR1:138 ALRM:142 XCPU:152; do
    signal=${ending%:*}
    begin "killed-$signal" || continue
    enter "$FIRST" missing
    mkfifo "$FIRST"
    echo old > ../old
    echo old > ut.csv
    given="$options $operand -o ut.csv"
    # shellcheck disable=SC2086 # the words of its row; no function, which would be another process to kill
    env --default-signal=INT,QUIT "$FILTER" $options $operand -o ut.csv > "$OUT" 2> "$ERR" &
    exec 9> "$FIRST" # waits until the filter reads
    cat "$FILES/$FIRST" >&9
    kill -s "$signal" $!
    status=0
    { wait $! || status=$?; } 2> /dev/null # the shell says "Killed"
    exec 9>&-
    expect "${ending#*:}" '' /dev/null
    same ../old ut.csv ut.csv >> "$log" || fail 'the file differs'
    [ "$signal" = KILL ] || [ "$(echo ut.csv.*)" = 'ut.csv.*' ] || fail 'a temporary file is left'
    rm -f "$FIRST" ut.csv.*
  done
}

# run_many: where rows pass through, some have gone out when the reader leaves, the disk is full or a row is bad: what is
# there then is taken for the whole by no filter.
run_many() {
  mkdir "$WORK/many"
  cd "$WORK/many"
  words ../files/ "$OPERAND"
  awk -v many="$MANY" 'NR == 2 { while (++n < many) print } NR < 3' "$FILES/$OPERAND" > "$OPERAND"
  ! begin closed-pipe-midway || {
    first_line "$SAME" "$WORK/heading"
    {
      status=0
      filter 2> "$ERR" || status=$?
      echo $status > "$WORK/status"
    } | head -n 1 > "$OUT"
    read -r status < "$WORK/status"
    expect 0 '' "$WORK/heading"
  }
  ! begin full-midway || {
    OUT=/dev/full
    try
    OUT=/dev/null
    expect 2 "$FILTER: <stdout>: cannot write: No space left on device" /dev/null
    OUT=$WORK/out
  }
  begin part || return 0
  echo x >> "$OPERAND"
  for to in $FORMATS; do
    try "$to"
    mv "$OUT" part
    : > "$OUT"
    expect 2 "$FILTER: $OPERAND:$((MANY + 2)): the row has 1 fields and the header *" /dev/null
    [ -s part ] || fail 'nothing had gone out'
    ! tabulate --to csv part > /dev/null 2>&1 || fail 'what had gone out looks whole'
  done
}

# run_command
run_command() {
  seen=
  while IFS=$tab read -r of name OPERAND READS OPTIONS; do
    [ "$of" = "$FILTER" ] || continue
    [ "$name" != "$NAME" ] || break
    seen="$seen $OPTIONS "
  done < "$HERE/commands"
  case " $OPTIONS" in
    *' --to '*) FORMATS=--no-progress ;; # its own, and an option that changes nothing
    *) FORMATS='--to=csv --to=json --to=jsonl' ;;
  esac
  cd "$FILES"
  words '' ''
  filter > "$WORK/plain.out" 2> /dev/null || true
  FIRST=
  for file in $OPERAND $OPTIONS; do
    [ -f "$FILES/$file" ] || continue
    FIRST=${FIRST:-$file}
    case $file in
      *.md) # text, no table: it has no other forms
        mkdir -p "$WORK/$file/missing"
        continue
        ;;
    esac
    case "$seen" in
      *" $file "*) [ "$OPERAND" = - ] || continue ;; # the command that names it first has tried it
    esac
    run_input "$file"
  done
  input='' SAME=$WORK/plain.out LESS=$WORK/$FIRST/less.out
  cd "$FILES"
  words '' ''
  run_plain
  run_status
  [ "$FORMATS" = --no-progress ] || run_to
  run_full
  run_closed_pipe
  [ "$READS" != again ] || return 0
  [ "$OPERAND" = - ] || run_stdin
  run_field
  run_descriptors
  run_output
  run_killed
  [ "$READS" != passes ] || run_many
}

# run_filter: what it says of itself.
run_filter() {
  options='' operand=''
  ! begin help || {
    try --help
    read_text "$OUT"
    case $text in
      "Usage: $FILTER [OPTION...] "*"--from FORMAT"*"--to FORMAT"*"--delimiter CHAR"*"--output FILE"*"--progress"*"--no-progress"*"--help"*"--version"*"man utfall-$FILTER") ;;
      *) fail "not the help: $text" ;;
    esac
    : > "$OUT"
    expect 0 '' /dev/null
  }
  ! begin notes || {
    for option in quiet strict; do
      try --$option olast,nosuch
      read_text "$ERR"
      case $text in
        "$FILTER: --$option: there is no note \"nosuch\" (expected all, or of fil_avhuggen, "*", raknas_ut)"*) ;;
        *) fail "not the codes: $text" ;;
      esac
      : > "$ERR"
      expect 2 '' /dev/null
    done
  }
  ! begin version || {
    sed -n "s/^#define UT_VERSION \"\(.*\)\"\$/$FILTER (utfall) \1/p" "$TOP/include/utfall/version.h" > "$WORK/version"
    try --version
    sed -i 's/+[0-9a-f]\{10\}$//' "$OUT" # the commit, where this is no release
    expect 0 '' "$WORK/version"
  }
}
