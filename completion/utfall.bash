# shellcheck shell=bash
# Completion of utfall and its filters for bash. What a word may become is said by the filter itself, out of its table
# of options: FILTER --complete WORD... gives lines of a word, a tab and what it means; a tab alone stands for a file.

# The words of the line into _utfall_words: put together again where bash has cut them at = and :, and without what
# quotes them.
_utfall_split() {
  local i word joined=
  _utfall_words=()
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $i -gt 1 && ( $word == [=:] || $joined == yes ) && ${#_utfall_words[@]} -gt 0 ]]; then
      _utfall_words[${#_utfall_words[@]} - 1]+=$word
    else
      _utfall_words+=("$word")
    fi
    [[ $word == [=:] ]] && joined=yes || joined=
  done
  for i in "${!_utfall_words[@]}"; do
    word=${_utfall_words[i]//\\/}
    word=${word#[\"\']}
    _utfall_words[i]=${word%[\"\']}
  done
}

# _utfall_offer FILTER WORD...
_utfall_offer() {
  local line last="${*: -1}" cut=
  # What bash has cut off stands already.
  [[ $last == *[=:]* && ${COMP_WORDS[COMP_CWORD]} != [\"\']* ]] && cut=${last%"${last##*[=:]}"}
  while IFS= read -r line; do
    if [[ $line == $'\t'* ]]; then
      compopt -o filenames 2> /dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${last#"$cut"}")
    else
      line=${line%%$'\t'*}
      line=${line#"$cut"}
      if [[ ${COMP_WORDS[COMP_CWORD]} != [\"\']* ]]; then # what stands in quotes needs no more of them
        line=$(printf %q "$line")
        line=${line//\\,/,} # a comma means nothing where no brace is
      fi
      COMPREPLY+=("$line")
    fi
  done < <("$1" --complete "${@:2}" 2> /dev/null)
}

_utfall() {
  local _utfall_words line driver=$1
  COMPREPLY=()
  _utfall_split
  set -- "${_utfall_words[@]}"
  case ${driver##*/} in
    utfall) ;;
    *)
      _utfall_offer "$driver" "$@"
      return
      ;;
  esac
  if [[ $# -gt 1 && $1 != help ]]; then
    line=$("$driver" --exec-path)/$1
    if [[ -x $line ]]; then
      _utfall_offer "$line" "${@:2}"
    else # a script, which takes files
      compopt -o filenames 2> /dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${*: -1}")
    fi
  else
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      {
        [[ $# -gt 1 ]] || printf '%s\n' list help hjälp --exec-path --version
        "$driver" help | sed -n "$([[ $# -gt 1 ]] || echo '/^Topics/q;')"'s/^  \([a-z-]*\) .*/\1/p'
      } | while IFS= read -r line; do [[ $line != "${*: -1}"* ]] || printf '%s\n' "$line"; done)
  fi
}

# @NAMES@ is replaced by the names under which the filters are installed.
complete -F _utfall utfall @NAMES@
