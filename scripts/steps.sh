# shellcheck shell=sh
# What the scripts share that cron may run: a configuration, a period, stages, a log, a directory that is put in place
# whole. Sourced under set -eu.
#   name, top   of the script, and the directory above its own
#   named   a note says which filter it is of
#   keeps   a period that is made again is kept beside the new one
#   within  where the filter of a stage runs
#   settings   what the configuration holds, lines of key=value
#   dir     where the directories of the periods are, the log and what a failed run was; empty: there is none
#   work    a private directory, which is gone at the end
#   ASKED, PERIOD, MESSAGE   what was asked for, the period, what happened
#   missed  what fell short in what is put in place
#   short   1 when something fell short, which the exit status says
#   placed  what fell short is in place all the same
# The exit status is 0 when it is done, or was before, `short` when that is set, else 2.
# A descriptor that is closed would be that of the first file which is opened.
true 3>&2 || exec 2> /dev/null
{ true 3<&0 || exec < /dev/null; } 2> /dev/null
{ true 3>&1 || exec > /dev/null; } 2> /dev/null
name=${0##*/}
top=$(cd "$(dirname "$0")/.." && pwd) || exit 2
ASKED='' PERIOD='' MESSAGE='' dir='' work=''
export ASKED PERIOD MESSAGE work # for status.awk and notes.awk
named='' keeps='' within=. short='' placed='' missed='' cleaned='' begun='' settings='' stages=0
newline='
'

# status_to FILE STATUS: what the run was, and each of its stages.
status_to() {
  set -- "$1" "$2" "$work"/status.*
  [ -e "$3" ] || set -- "$1" "$2" /dev/null
  written=$1 exit=$2
  shift 2
  awk -v script="$name" -v status="$exit" -f "$top/scripts/status.awk" "$@" > "$written"
}

# failed_to FILE: the same of a run that fails, whole or not at all. What cannot even be removed is gone with the private
# directory.
failed_to() {
  MESSAGE=${MESSAGE:-a command failed}
  unfinished=${work:-$dir}/run.json.$$
  if status_to "$unfinished" "$status"; then
    mv -fT "$unfinished" "$1" && return
  fi
  rm -f "$unfinished"
  return 1
}

# masked TEXT: it without what may be a personnummer, as in the name of a file.
masked() {
  case $1 in
    *[0-9][0-9][0-9][0-9][0-9][0-9]*) printf '%s\n' "$1" | sed 's/[0-9]\{6,8\}[-+]\{0,1\}[0-9]\{4\}/**********/g' ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# shown WORD...: a line of the words as a shell reads them, without the directories that are nobody's business.
shown() {
  words=
  for word in "$@"; do
    word=${word#"$work/new/"}
    word=${word#"$work/"}
    [ -z "$dir" ] || word=${word#"$dir/"}
    case $word in
      *[!A-Za-z0-9_.,:=/+-]*) words="$words '$word'" ;;
      *) words="$words $word" ;;
    esac
  done
  masked "${words# }"
}

# plain TEXT: what may be a field of the log. Where a program that it takes is killed, an empty one would say that there
# was nothing to say.
plain() {
  line=$(printf '%s' "$1" | tr '\n\r\t' '   ') && line=$(masked "$line") || line='(lost)'
  printf '%s\n' "$line"
}

# Whatever ends the run, the log says so, below a line that the disk had no room for. A command that is no filter may
# end it with 1 too, which is 2. What is left of the private directory may hold a key.
ended() {
  status=$?
  set +e # what fails from here on is 2, and not the end
  trap '' HUP INT QUIT PIPE TERM
  [ "$status" -eq 0 ] || status=${short:-2}
  if [ -n "$dir" ] && [ -d "$dir" ]; then
    [ "$status" -eq 0 ] || [ -n "$placed" ] || failed_to "$dir/status.json" || status=2
  fi
  [ -z "$work" ] || rm -rf "$work" || {
    MESSAGE="$MESSAGE, but $work cannot be removed"
    status=2
  }
  if [ -n "$dir" ] && [ -d "$dir" ]; then
    [ ! -f "$dir/logg" ] || [ -z "$(tail -c 1 "$dir/logg" 2> /dev/null)" ] || begun=$newline
    printf '%s%s\t%s\t%s\t%s\n' "$begun" "$(plain "$ASKED")" "$PERIOD" "$status" "$(plain "$MESSAGE")" \
      >> "$dir/logg" || status=2
  fi
  exit "$status"
}
trap ended EXIT
trap '' XFSZ # what grows too large is an error of the write
trap 'MESSAGE="stopped by a signal"; exit 2' HUP INT QUIT PIPE TERM
cr=$(printf '\r')
bom=$(printf '\357\273\277')

fail() {
  MESSAGE=$(masked "$1") || MESSAGE='what is wrong cannot be said'
  echo "$name: $MESSAGE" >&2
  exit 2
}

done_already() {
  MESSAGE=${cleaned}'done already'
  exit 0
}

# meant WORD WORDS: what one may do about a word that is none of them, in brackets.
meant() {
  awk -v word="$1" -v words="$2" '
    function least(a, b) { return a < b ? a : b }
    # How many letters apart two words are: left out, put in, another one, or two that changed places.
    function apart(a, b,   d, i, j, other) {
      for (i = 0; i <= length(a); i++) d[i, 0] = i
      for (j = 0; j <= length(b); j++) d[0, j] = j
      for (i = 1; i <= length(a); i++)
        for (j = 1; j <= length(b); j++) {
          other = substr(a, i, 1) != substr(b, j, 1)
          d[i, j] = least(d[i - 1, j - 1] + other, 1 + least(d[i - 1, j], d[i, j - 1]))
          if (i > 1 && j > 1 && substr(a, i, 1) == substr(b, j - 1, 1) && substr(a, i - 1, 1) == substr(b, j, 1))
            d[i, j] = least(d[i, j], 1 + d[i - 2, j - 2])
        }
      return d[length(a), length(b)]
    }
    BEGIN {
      count = split(words, list, " ")
      nearest = 1 + length(word) / 3
      for (i = 1; i <= count; i++)
        if ((distance = apart(word, list[i])) < nearest) {
          nearest = distance
          near = list[i]
        }
      gsub(/ /, ", ", words)
      printf "%s", near != "" ? "(did you mean " near "?)" : "(expected " words ")"
    }'
}

# configure FILE ONCE MANY: reads lines of key=value, and comments that begin with #, as they are edited anywhere. What
# may be given ONCE is a variable of that name too. The directory of FILE is where the script goes on. A shell takes what
# it cannot read for the end, so that cat reads it.
configure() {
  config=$1
  [ -f "$1" ] || fail "$1: there is no such file"
  { directory=$(dirname "$1") && cd "$directory"; } || fail "$1: its directory cannot be entered"
  whole=$(cat "${1##*/}") || fail "$1: it cannot be read"
  line=0
  while IFS= read -r text || [ -n "$text" ]; do
    line=$((line + 1))
    [ $line -gt 1 ] || text=${text#"$bom"}
    text=${text%"$cr"}
    case $text in
      '' | '#'*) continue ;;
      ?*=?*) ;;
      *) fail "$1:$line: not a key=value line" ;;
    esac
    word=${text%%=*}
    known=" $2 $3 "
    case $word in
      *' '*) known= ;;
    esac
    case $known in
      *" $word "*) ;;
      *) fail "$1:$line: \"$word\" is no key $(meant "$word" "$2 $3")" ;;
    esac
    case " $3 " in
      *" $word "*) ;;
      *)
        case $newline$settings in
          *"$newline$word="*) fail "$1:$line: $word is given twice" ;;
        esac
        eval "$word=\${text#*=}"
        ;;
    esac
    settings=$settings$text$newline
  done << WHOLE
$whole
WHOLE
}

# needed KEY...: that the configuration has these.
needed() {
  for word in "$@"; do
    case $newline$settings in
      *"$newline$word="*) ;;
      *) fail "$config: $word is missing" ;;
    esac
  done
  [ -d "$dir" ] || fail "$config: dir: there is no directory $dir; make it first"
}

# given KEY: its values, one a line, once the run has entered.
given() {
  sed -n "s/^$1=//p" "$work/settings"
}

# period_before YEAR MONTH UNIT: PERIOD is the last one of the unit that ended before a day in that month.
period_before() {
  case $3 in
    month) months=1 letter=- ;;
    quarter) months=3 letter=Q ;;
    third) months=4 letter=T ;;
    half) months=6 letter=H ;;
    year) months=12 letter='' ;;
    *) fail "$config: period is needed for a day: month, quarter, third, half or year" ;;
  esac
  number=$((($2 - 1) / months))
  year=$1
  [ $number -gt 0 ] || {
    number=$((12 / months))
    year=$((year - 1))
  }
  case $3 in
    year) PERIOD=$year ;;
    month) PERIOD=$(printf '%s-%02d' "$year" $number) ;;
    *) PERIOD=$year$letter$number ;;
  esac
}

# period_asked UNIT: PERIOD is what was asked for, or the last one of the unit that had ended on the day asked for.
period_asked() {
  neither="\"$ASKED\" is neither a period (2019, 2019H1, 2019T1, 2019Q1, 2019-07) nor a day (2019-04-10)"
  case $ASKED in
    *-*-00 | *-*-3[2-9] | *-0[2469]-31 | *-11-31 | *-02-30) fail "$neither" ;;
    [12][0-9][0-9][0-9]-0[1-9]-[0-3][0-9] | [12][0-9][0-9][0-9]-1[0-2]-[0-3][0-9])
      month=${ASKED#*-}
      month=${month%-*}
      period_before "${ASKED%%-*}" "${month#0}" "$1"
      ;;
    [12][0-9][0-9][0-9] | [12][0-9][0-9][0-9][HTQ][1-4] | [12][0-9][0-9][0-9]-[01][0-9]) PERIOD=$ASKED ;;
    *) fail "$neither" ;;
  esac
}

# filters NAME...: those installed with this, whatever else is on PATH; in the source those on PATH, else of build/bin.
filters() {
  [ ! -d "$top/bin" ] || PATH=$top/bin:$PATH
  for filter in "$@"; do
    command -v "$filter" > /dev/null || PATH=$top/build/bin:$PATH
    command -v "$filter" > /dev/null || fail "$filter is neither on PATH nor in build/bin: run make"
  done
}

# enter: one run at a time in $dir. The log is locked, and the system takes the lock from a process that is dead. A file
# in the private directory, which has the number of its process, counts for nothing until it is renamed.
enter() {
  command -v flock > /dev/null || fail 'flock is not on PATH'
  (: >> "$dir/logg") 2> /dev/null || {
    closed=$dir/logg dir=''
    fail "$closed cannot be written"
  }
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
  printf %s "$settings" > "$work/settings"
}

# aside OLD: a period that is replaced is kept as PERIOD.1 and so on, where these are kept.
aside() {
  [ -n "$keeps" ] || return 0
  count=1
  while [ -e "$dir/${1##*/}.$count" ]; do
    count=$((count + 1))
  done
  mv "$1" "$dir/${1##*/}.$count"
}

# clean DIRECTORY: what a run left that was killed; a period that it was about to replace is put back. A stage that goes
# on alone no longer finds the directory, and puts nothing into it while it is removed.
clean() {
  for old in "$1"/replaced/*; do
    [ -e "$old" ] || continue
    if [ -e "$dir/${old##*/}" ]; then
      aside "$old"
    else
      mv "$old" "$dir"
    fi
  done
  mv "$1" "$1.borta"
  rm -rf "$1.borta"
  cleaned="$cleaned${1##*/}, of a run that was killed, is removed; "
}

# step FILTER ARGUMENT...: false, with its status in `status`, when it does not end with 0.
step() {
  filter=$1
  shift
  stages=$((stages + 1))
  file_of_status=$work/status.$((1000 + stages))
  status=0
  (cd "$within" && exec "$filter" --status-file "$file_of_status" "$@") 2>> "$work/remarks" 9>&- || status=$?
  [ "$status" -eq 0 ]
}

# noted: what the steps so far doubt is in $work/notes.
noted() {
  awk -v named="$named" -f "$top/scripts/notes.awk" "$work"/status.* > "$work/notes"
}

# broken MESSAGE: a stage has failed.
broken() {
  cat "$work/remarks" >&2
  fail "$1"
}

# place NEW: that directory becomes the one of the period, with what the run was.
place() {
  MESSAGE=${cleaned}'done'
  noted
  notes=$(wc -l < "$work/notes")
  [ "$notes" -eq 0 ] || MESSAGE="$MESSAGE, notes: $notes"
  [ -z "$missed" ] || MESSAGE="$MESSAGE, $missed"
  status_to "$1/status.json" $((${#missed} > 0))
  all=$MESSAGE MESSAGE='' # until it is
  find "$1" -exec sync {} +
  trap '' HUP INT QUIT PIPE TERM # what is done is done whole
  [ ! -e "$dir/$PERIOD" ] || {
    mkdir "$work/replaced"
    mv "$dir/$PERIOD" "$work/replaced"
  }
  mv "$1" "$dir/$PERIOD" || {
    [ ! -e "$work/replaced" ] || mv "$work/replaced/$PERIOD" "$dir"
    fail "$dir/$PERIOD cannot be put in place"
  }
  [ ! -e "$work/replaced" ] || aside "$work/replaced/$PERIOD" || {
    old=$work/replaced/$PERIOD work='' # the next run puts it aside
    fail "$old, which is replaced, cannot be put aside"
  }
  sync "$dir"
  rm -f "$dir/status.json"
  MESSAGE=$all
}
