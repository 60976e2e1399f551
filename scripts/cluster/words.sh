# shellcheck shell=sh
# What the scripts here say, and words for a shell that reads them later. Sourced under set -eu.
name=${0##*/}
umask 077

fail() {
  echo "$name: $1" >&2
  exit 2
}

# quoted WORD...: as a shell reads them
quoted() {
  for word in "$@"; do
    printf "'%s' " "$(printf '%s\n' "$word" | sed "s/'/'\\\\''/g")"
  done
}
