# shellcheck shell=bash
# What the script says, and the arguments it takes.

note() { printf 'bench: %s\n' "$*" >&2; }
fail() {
  note "$@"
  exit 1
}
mistake() {
  note "$@"
  exit 2
}

all_peers() { printf '%s\n' weft weft-fifo jetty jetty-aot nginx nginx-gzip h2o caddy; }
all_cases() { printf '%s\n' modules startup schedulers scheduler live overtake hosts protocols clients chromium firefox unbundled revisit dictionaries agreement; }

# number TEXT OPTION LEAST MOST MULTIPLE: the text, if it is such a number.
number() {
  if [[ ! $1 =~ ^[1-9][0-9]{0,8}$ ]] || (($1 < $3 || $1 > $4 || $1 % $5)); then
    mistake "$2: '$1' (expected: $3..$4$( (($5 == 1)) || echo ", a multiple of $5"))"
  fi
  printf '%s\n' "$1"
}

# list TEXT OPTION KNOWN: the words between the commas, if KNOWN lists them all.
list() {
  local word known
  known=$("$3")
  for word in ${1//,/ }; do
    grep -qxF -e "$word" <<<"$known" || mistake "$2: '$word' (expected: ${known//$'\n'/, })"
  done
  [ -n "$1" ] || mistake "$2: nothing follows (expected: ${known//$'\n'/, })"
  tr , "\n" <<<"$1"
}

# needs COMMAND PACKAGE: whether a peer's program is here; else says what to install.
needs() {
  command -v "$1" >/dev/null && return
  note "$1: not installed, left out (Debian: apt-get install $2)"
  return 1
}

# as_root TEXT: the text, if this is root; then a server would give its rights away and lose the files.
as_root() { [ "$(id -u)" != 0 ] || printf '%s\n' "$1"; }

# chosen CASE...: the wanted servers that take part in one of these cases; one a line.
chosen() {
  local peer case
  for peer in $peers; do
    for case; do
      local -n taking_part=${case}_peers
      if [[ " ${taking_part[*]} " == *" $peer "* ]]; then
        printf '%s\n' "$peer"
        break
      fi
    done
  done
}
