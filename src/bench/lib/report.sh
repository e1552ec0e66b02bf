# shellcheck shell=bash
# Prints what was measured: tables for people, JSON for programs.

declare -A version=()

# facts: says what was measured on what, and keeps it for the JSON.
facts() {
  local peer separator=
  date=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  kernel=$(uname -sr)
  jdk=$("$java/bin/java" -version 2>&1 | sed -n 2p)
  client=$(h2load --version)
  printf '# Benchmarks, %s\n\n' "$date"
  [ -z "$quick" ] || printf '**A quick run: it shows that all works, and its figures are no result.**\n\n'
  printf -- '- machine: %s, %s cores; %s\n' "${processor:-unknown processor}" "$(nproc)" "$kernel"
  printf -- '- load before the run: %s%s\n' "$busy" \
    "$(awk -v busy="$busy" 'BEGIN { if (busy >= 0.5) print "; **the machine was busy: ratios alone say something**" }')"
  printf -- '- %s; %s; servers and client share the machine\n' "$jdk" "$client"
  printf -- '- servers:'
  for peer in $peers; do
    version[$peer]=$("${peer}_version")
    printf '%s %s %s' "$separator" "$peer" "${version[$peer]}"
    separator=,
  done
  printf '\n- nginx, h2o and Caddy are the packages of this system. Debian 12 has nginx 1.22 (2022), h2o 2.2.5\n'
  printf '  (2018) and Caddy 2.6 (2022): old versions, which say nothing about the ones of today.\n'
}

# figures CASE PROGRAM [VARIABLE...]: runs one of the awk programs on the figures of a case.
figures() {
  local name=$1 program=$2 setting
  local -n base=$1_base
  local -a settings=()
  shift 2
  for setting; do settings+=(-v "$setting"); done
  awk -v name="$name" -v base="$base" "${settings[@]}" -f "$bench/lib/figures.awk" -f "$bench/lib/$program.awk" "$results"
}

# table CASE: what a case found, one row a server.
table() {
  local -n columns=$1_columns
  printf '\n## %s: %s\n\n' "$1" "$("$1_about")"
  local heading=$1_rows
  figures "$1" table "rows=${!heading:-server}" "columns=$(printf '%s\\n' "${columns[@]:0:${#columns[@]}-1}")${columns[-1]}"
  printf '\n%s\n' "$("$1_note")"
}

# within_budget CASE: says whether it is, and is true unless Weft is over one of its budgets.
within_budget() {
  local budget over=0
  local -n budgets=$1_budget
  for budget in "${budgets[@]}"; do
    figures "$1" budget "budget=$budget" || over=1
  done
  return "$over"
}

# json: everything, for programs.
json() {
  local case peer separator=
  printf '{\n  "date": %s,\n  "quick": %s,\n  "load": %s,\n' "$(quoted "$date")" "$([ -n "$quick" ] && echo true || echo false)" "$busy"
  printf '  "machine": {"processor": %s, "cores": %s, "kernel": %s, "jdk": %s, "client": %s},\n' \
    "$(quoted "$processor")" "$(nproc)" "$(quoted "$kernel")" "$(quoted "$jdk")" "$(quoted "$client")"
  printf '  "requests": %s,\n  "servers": {' "$requests"
  for peer in $peers; do
    printf '%s%s: %s' "$separator" "$(quoted "$peer")" "$(quoted "${version[$peer]}")"
    separator=', '
  done
  printf '},\n  "cases": {'
  separator=
  for case in $cases; do
    printf '%s\n    %s: ' "$separator" "$(quoted "$case")"
    figures "$case" json
    separator=,
  done
  printf '\n  }\n}\n'
}

quoted() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}
