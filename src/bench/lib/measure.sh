# shellcheck shell=bash
# Reads what a server costs from /proc, and loads it with h2load.

hertz=$(getconf CLK_TCK)
cipher=TLS_AES_128_GCM_SHA256

# processes SESSION: sets members to the ids of its processes, and ticks to the CPU time, user and
# system, that they have taken since they began.
processes() {
  local file line
  local -a field
  members=() ticks=0
  for file in /proc/[0-9]*/stat; do
    { read -r line <"$file"; } 2>/dev/null || continue
    # Behind the name, which may hold anything. From 0: state, 3: session, 11 to 14: user and
    # system time, its own and that of children it has waited for.
    read -ra field <<<"${line##*) }"
    if [ "${field[3]}" != "$1" ] || [ "${field[0]}" = Z ]; then continue; fi
    line=${file#/proc/}
    members+=("${line%/stat}")
    ((ticks += field[11] + field[12] + field[13] + field[14])) || true
  done
}

# memory NAME: prints the resident memory of its processes in MiB: what each has for itself, and what
# the one shares that shares most. So no page counts twice, and none is split with another server.
memory() {
  local member
  processes "${pid[$1]}"
  for member in "${members[@]}"; do cat "/proc/$member/smaps_rollup"; done | awk '
    / \[rollup\]$/ { shared = 0 }
    $1 ~ /^Private_(Clean|Dirty):$/ { sum += $2 }
    $1 ~ /^Shared_(Clean|Dirty):$/ { shared += $2; if (shared > most) most = shared }
    END { printf "%.1f\n", (sum + most) / 1024 }'
}

# settle NAME: waits until it takes less than 5 % of a core for two seconds: what it compiles and
# compresses in the background belongs to no request. What it always does at rest is less than that.
settle() {
  local until=$((SECONDS + 180))
  until resting "$1" 2 && awk -v rest="$rest" 'BEGIN { exit rest >= 5 }'; do
    ((SECONDS < until)) || fail "$1: still takes $rest % of a core after 180 s without a request"
  done
}

# resting NAME SECONDS: sets rest to the CPU it takes meanwhile, in percent of a core.
resting() {
  local before
  processes "${pid[$1]}"
  before=$ticks
  pause "$2"
  processes "${pid[$1]}"
  rest=$(awk -v t="$((ticks - before))" -v s="$2" -v hertz="$hertz" 'BEGIN { printf "%.1f\n", 100 * t / hertz / s }')
}

# load NAME REQUESTS [CONNECTIONS STREAMS]: asks for the modules in turn over 8 connections with 64 streams
# each, or over so many. Sets cpu (microseconds a request), rate (requests a second) and head (header bytes a response). Fails on any
# error, status, protocol, cipher or number of bytes that is not the one expected.
load() {
  local before crew wanted got out=$work/h2load.log connections=${3:-8} streams=${4:-64}
  sed "s|^|https://localhost:${port[$1]}|" "$paths" >"$work/uris"
  processes "${pid[$1]}"
  before=$ticks crew=${members[*]}
  # One cipher for all, because servers prefer different ones and those cost differently.
  timeout --foreground "$((60 + $2 / 500))" h2load -n "$2" -c "$connections" -m "$streams" -t 1 --connect-to "127.0.0.1:${port[$1]}" \
    --tls13-ciphers "$cipher" -i "$work/uris" >"$out" 2>&1 || fail "$1: h2load: $(tail -n 3 "$out")"
  processes "${pid[$1]}"
  [ "${members[*]}" = "$crew" ] || fail "$1: its processes changed under load, so their time is not known"
  wanted="$2 succeeded, $2 2xx, h2, $cipher, $(bodies "$2" "$connections") bytes"
  got=$(awk -F '[ ,()]+' '
    /^Application protocol: / { protocol = $3 }
    /^Cipher: / { cipher = $2 }
    /^requests: / { good = $8 }
    /^status codes: / { ok = $3 }
    /^traffic: / { for (i = 2; i <= NF; i++) if ($i == "data") bytes = $(i - 1) }
    END { print good " succeeded, " ok " 2xx, " protocol ", " cipher ", " bytes " bytes" }' "$out")
  [ "$got" = "$wanted" ] || fail "$1: $got (expected: $wanted)"
  rate=$(awk '/^finished in / { print $4 }' "$out")
  head=$(awk -F '[ ,()]+' -v n="$2" '/^traffic: / {
    for (i = 2; i <= NF; i++) if ($i == "headers") printf "%.2f\n", $(i - 1) / n }' "$out")
  cpu=$(awk -v t="$((ticks - before))" -v hertz="$hertz" -v n="$2" 'BEGIN { printf "%.3f\n", t * 1000000 / hertz / n }')
}

# bodies REQUESTS CLIENTS: prints the bytes of all bodies when the clients go through the modules in turn.
bodies() {
  (cd "$site" && sed 's|^/||' "$paths" | xargs wc -c) | awk -v n="$1" -v clients="$2" '
    $2 != "total" { size[count++] = $1 }
    END { for (i = 0; i < n / clients; i++) sum += size[i % count]; printf "%.0f\n", sum * clients }'
}

# in_turns CASE: loads its servers with the modules, warm, a round each in turn.
in_turns() {
  local peer round case=$1
  local -a servers
  mapfile -t servers < <(chosen "$case")
  for peer in "${servers[@]}"; do
    start "$peer" "$site"
    settle "$peer"
    record "$case" "$peer" before "$(memory "$peer")"
    resting "$peer" 10
    record "$case" "$peer" rest "$rest"
    verify "$peer"
    note "$case: warms $peer with $warm requests"
    load "$peer" "$warm"
    settle "$peer"
  done
  # In turns, so that what else happens on the machine happens to all of them.
  for ((round = 1; round <= rounds; round++)); do
    note "$case: round $round of $rounds"
    for peer in "${servers[@]}"; do
      load "$peer" "$requests"
      record "$case" "$peer" cpu "$cpu"
      record "$case" "$peer" rate "$rate"
      record "$case" "$peer" head "$head"
    done
  done
  for peer in "${servers[@]}"; do
    record "$case" "$peer" after "$(memory "$peer")"
    stop "$peer"
  done
}

# record CASE PEER METRIC FIGURE: keeps a figure; rounds are in the order they were recorded.
record() { (IFS=$'\t' && printf '%s\n' "$*") >>"$results"; }
