# shellcheck shell=bash
# What it costs that somebody looks: 50 busy connections, with the live page open and without.

live_peers=(weft)

live_about() { echo "50 busy connections, looked at and not"; }

live_rows="live page"

live_columns=(
  "rate|median|0|requests/s"
  "rate|ratio|3|of closed"
  "cpu|range|1|CPU, µs/request"
  "cpu|ratio|3|of closed"
)

live_note() {
  cat <<END
Medians of $((3 * rounds)) rounds of $requests requests, in brackets the least and the most; ratios are taken round by
round, and the two take turns at being first. Open is what a browser with the page asks for: the events, with one of
the connections chosen; curl reads them. It is to cost at most 5 % of the throughput.
END
}

live_base=closed
live_budget=()

# The difference is small beside what else happens on a machine, so there are more rounds.
live_run() {
  local round page
  local -a turns
  start weft "$site"
  settle weft
  note "live: warms weft with $warm requests"
  load weft "$((warm / 200 * 200))" 50 10
  live_open
  load weft "$((warm / 200 * 200))" 50 10
  live_close
  settle weft
  for ((round = 1; round <= 3 * rounds; round++)); do
    note "live: round $round of $((3 * rounds))"
    turns=(closed open)
    ((round % 2)) || turns=(open closed)
    for page in "${turns[@]}"; do
      [ "$page" = closed ] || live_open
      load weft "$requests" 50 10
      [ "$page" = closed ] || live_close
      record live "$page" rate "$rate"
      record live "$page" cpu "$cpu"
    done
  done
  stop weft
}

# live_events CONNECTION SECONDS: what the page listens to.
live_events() {
  exec curl -sN --http2 --max-time "$2" --cacert "$authority" --connect-to "::$address:${port[weft]}" \
    "https://localhost:${port[weft]}/.weft/events?connection=$1"
}

# live_open: listens, with a connection chosen of those that are about to come: the next of all is the listener's.
live_open() {
  local last
  (live_events 0 0.7) >"$work/live.events" || true # it has no end of its own
  last=$(grep -o '"id":[0-9]*' "$work/live.events" | tail -n 1)
  last=${last#*:}
  [ -n "$last" ] || fail "weft: tells of no connection"
  : >"$work/live.events"
  (live_events "$((last + 20))" 600) >"$work/live.events" &
  listener=$!
  until [ -s "$work/live.events" ]; do
    kill -0 "$listener" 2>/dev/null || fail "weft: tells nothing"
    pause 0.05
  done
}

# live_close: ends that, if it has been told of the chosen connection all the time.
live_close() {
  kill "$listener" && wait "$listener" || true
  grep -q '"kind":"left"' "$work/live.events" || fail "weft: told nothing of the connection that was looked at"
}
