# shellcheck shell=sh
# What the scripts share that cron may run: stages, a log, a period that is put in place whole. Sourced under set -eu.
#   name, top   of the script, and the directory above its own
#   named   a note says which filter it is of
#   dir     where the directories of the periods are, the log and what a failed run was; empty: there is none
#   work    a private directory, which is gone at the end
#   ASKED, PERIOD, MESSAGE   what was asked for, the period, what happened
# The exit status is 0 when it is done, or was before, 1 when a filter exits 1, else 2.
# A descriptor that is closed would be that of the first file which is opened.
true 3>&2 || exec 2> /dev/null
{ true 3<&0 || exec < /dev/null; } 2> /dev/null
{ true 3>&1 || exec > /dev/null; } 2> /dev/null
name=${0##*/}
top=$(cd "$(dirname "$0")/.." && pwd)
ASKED='' PERIOD='' MESSAGE='' dir='' work=''
export ASKED PERIOD MESSAGE work # for status.awk and notes.awk
named='' short='' cleaned='' stages=0

# status_to FILE STATUS: what the run was, and each of its stages.
status_to() {
  set -- "$1" "$2" "$work"/status.*
  [ -e "$3" ] || set -- "$1" "$2" /dev/null
  written=$1 exit=$2
  shift 2
  awk -v script="$name" -v status="$exit" -f "$top/scripts/status.awk" "$@" > "$written"
}

# failed_to FILE: the same of a run that fails, whole or not at all.
failed_to() {
  MESSAGE=${MESSAGE:-a command failed}
  if status_to "$1.$$" "$status"; then
    mv -f "$1.$$" "$1" && return
  fi
  rm -f "$1.$$"
  return 1
}

# plain TEXT: what may be a field of the log.
plain() {
  printf '%s' "$1" | tr '\n\r\t' '   '
}

# Whatever ends the run, the log says so. A command that is no filter may end it with 1 too, which is 2.
ended() {
  status=$?
  trap '' HUP INT QUIT PIPE TERM
  [ "$status" -eq 0 ] || status=${short:-2}
  if [ -n "$dir" ] && [ -d "$dir" ]; then
    [ "$status" -eq 0 ] || failed_to "$dir/status.json" || status=2
    printf '%s\t%s\t%s\t%s\n' "$(plain "$ASKED")" "$PERIOD" "$status" "$(plain "$MESSAGE")" >> "$dir/logg" || status=2
  fi
  [ -z "$work" ] || rm -rf "$work"
  exit "$status"
}
trap ended EXIT
trap 'MESSAGE="stopped by a signal"; exit 2' HUP INT QUIT PIPE TERM

fail() {
  MESSAGE=$1
  echo "$name: $1" >&2
  exit 2
}

done_already() {
  MESSAGE=${cleaned}'done already'
  exit 0
}

# filters NAME...: those on PATH, else those of build/bin.
filters() {
  for filter in "$@"; do
    command -v "$filter" > /dev/null || PATH=$top/build/bin:$PATH
    command -v "$filter" > /dev/null || fail "$filter is neither on PATH nor in build/bin: run make"
  done
}

# enter: one run at a time in $dir. The log is locked, and the system takes the lock from a process that is dead. A file
# in the private directory, which has the number of its process, counts for nothing until it is renamed.
enter() {
  command -v flock > /dev/null || fail 'flock is not on PATH'
  exec 9>> "$dir/logg"
  locked=0
  flock -n 9 || locked=$?
  case $locked in
    0) ;;
    1)
      for other in "$dir"/.pagar.*; do :; done
      [ -d "$other" ] || fail "a run is under way in $dir, which has just begun or is about to end"
      fail "a run is under way in $dir, by process ${other##*.}"
      ;;
    *) fail "$dir/logg cannot be locked" ;;
  esac
  for left in "$dir"/.pagar "$dir"/.pagar.*; do
    [ ! -e "$left" ] || clean "$left"
  done
  work=$dir/.pagar.$$
  mkdir "$work"
}

# clean DIRECTORY: what a run left that was killed; a period that it was about to replace is put back.
clean() {
  for old in "$1"/replaced/*; do
    [ ! -e "$old" ] || [ -e "$dir/${old##*/}" ] || mv "$old" "$dir"
  done
  rm -rf "$1"
  cleaned="$cleaned${1##*/}, of a run that was killed, is removed; "
}

# step FILTER ARGUMENT...: false, with its status in `status`, when it fails; what it doubts is in $work/notes.
step() {
  filter=$1
  shift
  stages=$((stages + 1))
  file_of_status=$work/status.$(printf '%03d' $stages)
  status=0
  "$filter" --status-file "$file_of_status" "$@" 2>> "$work/remarks" 9>&- || status=$?
  [ "$status" -eq 0 ] || return 1
  awk -v filter="${named:+$filter}" -f "$top/scripts/notes.awk" "$file_of_status" >> "$work/notes" || status=2
  [ "$status" -eq 0 ]
}

# broken MESSAGE: a stage has failed.
broken() {
  [ "$status" -ne 1 ] || short=1
  cat "$work/remarks" >&2
  MESSAGE=$1
  echo "$name: $1" >&2
  exit 2
}

# place NEW: that directory becomes the one of the period, with what the run was.
place() {
  MESSAGE=${cleaned}'done'
  notes=$(wc -l < "$work/notes")
  [ "$notes" -eq 0 ] || MESSAGE="$MESSAGE, notes: $notes"
  status_to "$1/status.json" 0
  sync "$1"/* "$1"
  trap '' HUP INT QUIT PIPE TERM # what is done is done whole
  [ ! -e "$dir/$PERIOD" ] || {
    mkdir "$work/replaced"
    mv "$dir/$PERIOD" "$work/replaced"
  }
  mv "$1" "$dir/$PERIOD" || {
    [ ! -e "$work/replaced" ] || mv "$work/replaced/$PERIOD" "$dir"
    fail "$dir/$PERIOD cannot be put in place"
  }
  sync "$dir"
  rm -f "$dir/status.json"
}
