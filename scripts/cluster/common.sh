# shellcheck shell=sh
# What parallel, slurm and dask do before and after the pieces are counted. Sourced under set -eu.
#   begin ARGUMENT...   makes $work, with a plan of $pieces lines for $file; $merge is what --merge is told
#   finish              the table to stdout, once it is whole
# Whatever fails ends it with 2, nothing on stdout and no file left; `undo`, where there is one, comes first.
here=$(cd "$(dirname "$0")" && pwd) || exit 2
# shellcheck source=scripts/cluster/words.sh
. "$here/words.sh"
work='' merge='' file='' pieces=0

# gone: removes $work. A piece that goes on for a moment no longer finds it, and what it was about to put there goes
# too.
gone() {
  mv "$work" "$work.borta"
  for _ in 1 2 3 4 5; do
    ! rm -rf "$work.borta" 2> /dev/null || return 0
    sleep 0.2
  done
  return 1
}

ended() {
  status=$?
  trap '' HUP INT QUIT PIPE TERM
  set +e
  [ "$status" -eq 0 ] || {
    status=2
    undo
  }
  [ -z "$work" ] || gone || status=2
  exit "$status"
}
trap ended EXIT
trap 'exit 2' HUP INT QUIT PIPE TERM

undo() { :; }

# begin ARGUMENT...: -n PIECES FILE FILTER OPTION... -- OPTION-OF-MERGE...
begin() {
  count=$(nproc)
  [ "${1:-}" != -n ] || {
    count=${2:-}
    shift $(($# < 2 ? $# : 2))
  }
  case $count in
    '' | *[!0-9]* | 0* | ????*) fail "-n: \"$count\" is not a number of pieces, 1 to 999" ;;
  esac
  rest=
  for word in "$@"; do
    shift
    if [ -n "$rest" ]; then
      merge="$merge $(quoted "$word")"
    elif [ "$word" = -- ]; then
      rest=ja
    else
      set -- "$@" "$word"
    fi
  done
  [ $# -ge 2 ] || fail "usage: $name [-n PIECES] FILE FILTER [OPTION]... [-- OPTION-OF-MERGE...]"
  work=$(mktemp -d "${UTFALL_WORK:-${TMPDIR:-/tmp}}/utfall-parts.XXXXXX")
  "$here/pieces" plan "$work" "$count" "$@" || exit 2
  # shellcheck disable=SC2034 # used by who sources this
  pieces=$(wc -l < "$work/plan")
  # shellcheck disable=SC2034
  file=$1
}

# finish: a table that cannot be written whole is no table
finish() {
  [ -f "$work/table" ] || eval "\"\$here/pieces\" merge \"\$work\" $merge" || exit 2
  cat "$work/table" || fail 'the table cannot be written'
}
