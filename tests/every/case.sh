# shellcheck shell=sh disable=SC2034,SC2153,SC2154,SC2164 # run has the variables, and set -e
# One case: a run of a command, and what must come of it. Part of run.

# begin KIND: opens the log of a case; false where it is not wanted, or does not apply.
begin() {
  case $KIND in
    '' | "$1") ;;
    *) return 1 ;;
  esac
  kind=$1 want_status=none want_err=
  except
  [ "$want_status" != skip ] || return 1
  log=$LOGS/${input:+$input-}$kind
  : > "$log"
}

# fail TEXT: why the case fails.
fail() {
  printf '%s\n' "$1" "of: $FILTER$given" >> "$log"
}

# filter ARGUMENT...: runs the command with these too.
filter() {
  given="$options $operand $*"
  # shellcheck disable=SC2086 # the words of its row
  "$FILTER" $options $operand "$@"
}

# try ARGUMENT...: what it writes to $OUT, what it says to $ERR, how it ends in $status.
try() {
  status=0
  filter "$@" > "$OUT" 2> "$ERR" || status=$?
}

# except: what the table of exceptions says of this case goes before what all filters have in common.
except() {
  IFS=$nl
  for row in $EXCEPTIONS; do
    IFS=$tab
    # shellcheck disable=SC2086 # its columns
    set -- $row ''
    # shellcheck disable=SC2254 # a pattern
    case $FILTER/$NAME/${input:+$input/}$kind in
      $1)
        want_status=$2 want_err=$3
        break
        ;;
    esac
  done
  unset IFS
  while :; do
    case $want_err in
      *'\n'*) want_err=${want_err%%\\n*}$nl${want_err#*\\n} ;;
      *) return ;;
    esac
  done
}

# read_text FILE: its lines in $text.
read_text() {
  text=
  while IFS= read -r line || [ -n "$line" ]; do
    text=$text${text:+$nl}$line
  done < "$1"
}

# first_line FILE TO
first_line() {
  IFS= read -r line < "$1" || true
  printf '%s\n' "$line" > "$2"
}

# expect STATUS STDERR STDOUT: how the filter must have ended, what it must have said (a pattern), and the file that holds
# what it must have written. Where the input cannot be used nothing is written; where a row is rejected, all but that row.
expect() {
  want_status=$1 want_err=$2 want_out=$3
  except
  case $want_status in
    1) want_out=$LESS ;;
    2) want_out=/dev/null ;;
  esac
  own=$HERE/expected/$FILTER-$NAME-${input:+$input-}$kind
  [ ! -f "$own" ] || want_out=$own
  [ "$status" = "$want_status" ] || fail "exit status: expected $want_status, got $status"
  read_text "$ERR"
  # shellcheck disable=SC2254 # a pattern
  case $text in
    $want_err) ;;
    *) fail "stderr: expected $want_err${nl}stderr: got      $text" ;;
  esac
  [ "$want_out" = /dev/null ] && [ ! -s "$OUT" ] || same "$want_out" "$OUT" stdout >> "$log" || fail 'stdout differs'
}

# only FILE NAME...: these files alone are in this directory, and the last holds what FILE does.
only() {
  want=$1
  shift
  wanted=$*
  set +f
  set -- *
  set -f
  [ "$wanted" = "$*" ] || fail "files: expected $wanted, found $*"
  same "$want" "${wanted##* }" "${wanted##* }" >> "$log" || fail 'the file differs'
}
