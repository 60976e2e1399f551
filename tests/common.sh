# shellcheck shell=sh
# What the runners share; each sources this from the top of the repository, as `. tests/common.sh`.
#   TOP      the top of the repository
#   BUILD    the build directory (default: $TOP/build); $BUILD/bin comes first on PATH
#   WRAPPER  a command put before every filter and unit test, e.g. valgrind
#   SCRATCH  a private directory, removed at the end
# A runner that calls itself for one case (--one) finds all this in the environment, and gets the functions only.

cores() {
  nproc 2> /dev/null || echo 2
}

# names SUFFIX FILE...: the base names of the files that exist, without SUFFIX.
names() {
  suffix=$1
  shift
  for file in "$@"; do
    [ ! -f "$file" ] || basename "$file" "$suffix"
  done
}

# each RUNNER DIRECTORY: runs `RUNNER --one NAME` for every name on stdin, several at a time; a run that could not be
# carried out is a failed case in DIRECTORY.
each() {
  xargs -r -P "$(cores)" -n 1 "$1" --one || echo 'a case could not be run' > "$2/runner"
}

# same WANT GOT NAME: silent and true when the two files hold the same bytes; shows what differs otherwise.
same() {
  cmp -s "$1" "$2" || diff -u --label "$3, expected" --label "$3, got" "$1" "$2"
}

# tally NAME DIRECTORY: shows the logs in DIRECTORY (a file for each case, empty when it passed) that are not empty,
# and the closing line; false when a case failed or none ran. The names of what failed go to the file FAILED too.
tally() {
  passed=$(find "$2" -type f -empty | wc -l)
  failed=$(find "$2" -type f ! -empty | wc -l)
  find "$2" -type f ! -empty | sort | while read -r log; do
    printf -- '--- %s %s\n' "$1" "${log#"$2"/}"
    cat "$log"
    echo "$1 ${log#"$2"/}" >> "${FAILED:-/dev/null}"
  done
  echo "$1: $passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# wrap: a directory of scripts that run each filter under WRAPPER.
wrap() {
  mkdir "$SCRATCH/bin"
  for filter in "$BUILD"/bin/*; do
    wrapped=$SCRATCH/bin/${filter##*/}
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$WRAPPER" "$filter" > "$wrapped"
    chmod +x "$wrapped"
  done
}

if [ "${1:-}" != --one ]; then
  TOP=$PWD
  # What looks into a process, or writes a file for it, cannot work with one that is confined.
  [ -z "${SANITIZE:-}${WRAPPER:-}" ] || export UTFALL_SANDBOX=off
  BUILD=${BUILD:-build}
  case $BUILD in
    /*) ;;
    *) BUILD=$TOP/$BUILD ;;
  esac
  SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/utfall-test.XXXXXX")
  trap 'rm -rf "$SCRATCH"' EXIT
  trap 'exit 130' INT TERM
  WRAPPER=${WRAPPER:-}
  BIN=$BUILD/bin
  if [ -n "$WRAPPER" ]; then
    wrap
    BIN=$SCRATCH/bin
  fi
  export TOP BUILD SCRATCH WRAPPER BIN
  export PATH="$BIN:$PATH" UTFALL_SHARE="$TOP/share" LC_ALL=C TZ=UTC
fi
