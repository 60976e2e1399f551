# shellcheck shell=bash
# Completion of utfall and its filters for bash. What a word may become is said by the filter itself, out of its table
# of options: FILTER --describe-options WORD... gives lines of a word, a tab and what it means; a tab alone stands for
# a file.

# What a piece of the line means: without what quotes it, of which the last may be open, and with the home folder.
_utfall_mean() {
  local rest=${1/#\~\//$HOME/} quote='' char meant=''
  while [[ -n $rest ]]; do
    char=${rest:0:1}
    rest=${rest:1}
    case $quote$char in
      \' | \") quote=$char ;;
      \'\' | \"\") quote= ;;
      \\ | \"\\)
        meant+=${rest:0:1}
        rest=${rest:1}
        ;;
      *) meant+=$char ;;
    esac
  done
  printf %s "$meant"
}

# The words of the line into _utfall_words, put together again where bash has cut them at = and :. What of the last one
# stands before the piece that bash completes is in _utfall_cut.
_utfall_split() {
  local i piece word joined=
  _utfall_words=() _utfall_cut=
  for ((i = 1; i <= COMP_CWORD; i++)); do
    piece=${COMP_WORDS[i]}
    word=
    if [[ $joined == yes || ($i -gt 1 && $piece == [=:]) ]]; then
      word=${_utfall_words[${#_utfall_words[@]} - 1]}
      unset "_utfall_words[${#_utfall_words[@]} - 1]"
    fi
    [[ $piece == [=:] ]] && joined=yes || joined=
    _utfall_words+=("$word$(_utfall_mean "$piece")")
    _utfall_cut=$word
    [[ $joined != yes ]] || _utfall_cut=$word$piece
  done
}

# _utfall_files BEGUN
_utfall_files() {
  local line
  compopt -o filenames 2> /dev/null
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$1")
}

# _utfall_offer FILTER WORD...
_utfall_offer() {
  local line last="${*: -1}"
  while IFS= read -r line; do
    if [[ $line == $'\t'* ]]; then
      _utfall_files "${last#"$_utfall_cut"}"
      continue
    fi
    line=${line%%$'\t'*}
    line=${line#"$_utfall_cut"}
    case ${COMP_WORDS[COMP_CWORD]} in
      \'*) line=${line//\'/\'\\\'\'} ;;
      \"*) line=$(printf %s "$line" | sed 's/["\\$`]/\\&/g') ;;
      *)
        line=$(printf %q "$line")
        line=${line//\\,/,} # a comma means nothing where no brace is
        ;;
    esac
    COMPREPLY+=("$line")
  done < <("$1" --describe-options "${@:2}" 2> /dev/null)
}

_utfall() {
  local _utfall_words _utfall_cut line driver=$1
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
      _utfall_files "${*: -1}"
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
