# shellcheck shell=bash
# What "weft measure" says of a page, against what the page says itself in a browser that nothing drives.

agreement_peers=(weft)

agreement_needs() { browser_needs chromium chromium; }

agreement_about() { echo "whether weft measure and Chromium by hand agree on a page"; }

agreement_rows="driven by"

agreement_columns=(
  "paint|range|0|first paint, ms"
  "paint|ratio|3|of by hand"
  "ready|range|0|modules ready, ms"
  "ready|ratio|3|of by hand"
  "load|range|0|load, ms"
  "load|ratio|3|of by hand"
)

agreement_note() {
  cat <<END
Medians of $loads loads of each in turns, in brackets the least and the most; ratios are taken round by round. By
hand: the browser goes to the page by itself, and the page tells its figures. Link: 10,000 kbit/s down, 2,000 up,
25 ms each way, a queue of 250,000 bytes; congestion control: $(</proc/sys/net/ipv4/tcp_congestion_control).
END
}

agreement_base=by-hand
agreement_budget=()

agreement_run() {
  local round beginning address=$server_address
  local -a host=(ip netns exec "$server_host")
  [ -d "$work/page" ] || write_page "$work/page"
  trust "$work/trust"
  mkdir -p "$work/home/certs"
  cp "$authority" "$work/home/certs/weft-ca.pem"
  link_up 10000 2000 25 0 250000
  start weft "$work/page"
  settle weft
  collect
  for ((round = 1; round <= loads; round++)); do
    note "agreement: round $round of $loads"
    load_page chromium "https://$address:${port[weft]}/" "images=$images&protocols=h2"
    record_told agreement by-hand
    measure_page
  done
  stop collector
  stop weft
  link_down
}

# measure_page: loads the page once with weft measure, and records what it says.
measure_page() {
  local json=$work/measured.json
  in_client timeout 90 "$java/bin/java" -Dweft.home="$work/home" -jar "$root/target/weft.jar" measure \
    "https://$address:${port[weft]}/" --browser chromium --runs 1 --json "$json" >/dev/null 2>"$work/measure.log" ||
    fail "weft measure: $(tail -n 3 "$work/measure.log")"
  record agreement measure paint "$(median fcp "$json")"
  record agreement measure ready "$(median ready "$json")"
  record agreement measure load "$(median load "$json")"
}

# median METRIC FILE: of the one run that the file is about.
median() { sed -n "s/.*\"$1\":{\"n\":1,\"least\":\([0-9.]*\),.*/\1/p" "$2"; }
