# shellcheck shell=bash
# Sites of hundreds of modules that nobody has bundled, in browsers over a slow link; lib/sites.sh says which.

unbundled_peers=(weft nginx h2o nginx-gzip)

unbundled_needs() { [ -n "$(site_browsers)" ] && needs npm npm; }

unbundled_about() { echo "three sites of unbundled modules, in browsers over a slow link"; }

# Those of each site and browser that is measured.
unbundled_columns=()

unbundled_note() {
  cat <<END
Medians of $sessions rounds, in brackets the least and the most; ratios are taken round by round. Each load has a new
browser with a new profile; all times are since the navigation began, handshakes included. bundle is the same page from
Weft with its modules in one file, minified by esbuild; direct is Weft's page without the link. Of the peers, nginx-gzip
alone compresses. Link: 10,000 kbit/s down, 2,000 up, $((rtt / 2)) ms each way, a queue of $((rtt * 2500)) bytes; congestion
control: $(</proc/sys/net/ipv4/tcp_congestion_control).
END
}

unbundled_base=weft
unbundled_budget=()
for name in $(all_sites); do
  for browser in chromium firefox; do
    for peer in nginx h2o; do
      unbundled_budget+=("$name-$browser-ready most 0.55 $peer" "$name-$browser-paint most 1.00 $peer")
    done
    unbundled_budget+=("$name-$browser-ready most 1.15 direct")
  done
done
unset name browser peer

unbundled_run() {
  local name folder=$work/sites
  local -a browsers
  mapfile -t browsers < <(site_browsers)
  trust "$work/trust"
  for name in $sites; do
    write_package_site "$name" "$folder/$name"
    unbundled_site "$name" "$folder/$name"
  done
}

# unbundled_site NAME FOLDER: loads its page in turn from all servers, in all browsers.
unbundled_site() {
  local peer row round browser beginning told probe=/app.js address=$server_address
  local -a rows host=(ip netns exec "$server_host")
  mapfile -t rows < <(chosen unbundled)
  link_up 10000 2000 $((rtt / 2)) 0 $((rtt * 2500)) # a queue of twice what is on its way
  for peer in "${rows[@]}"; do
    start "$peer" "$2"
    settle "$peer"
  done
  if [ -n "${pid[weft]:-}" ]; then
    unbundled_direct "$2"
    rows+=(bundle direct)
  fi
  collect
  # Not kept: it brings the browsers' files into memory.
  for browser in "${browsers[@]}"; do unbundled_load "$1" "$browser" "${rows[0]}"; done
  for ((round = 1; round <= sessions; round++)); do
    note "unbundled: $1: round $round of $sessions"
    for browser in "${browsers[@]}"; do
      for row in "${rows[@]}"; do
        unbundled_load "$1" "$browser" "$row"
        record_told unbundled "$row" "$1-$browser-"
      done
    done
  done
  for peer in collector "${rows[@]}"; do stop "$peer"; done
  link_down
  note "unbundled: $1: $carried"
  for browser in "${browsers[@]}"; do
    unbundled_columns+=(
      "$1 in ${browser^}: ${site_modules[$1]} modules, ${site_depth[$1]} deep"
      "$1-$browser-ready|range|0|modules ready, ms"
      "$1-$browser-ready|ratio|2|of Weft's"
      "$1-$browser-paint|range|0|first paint, ms"
      "$1-$browser-paint|ratio|2|of Weft's"
      "$1-$browser-load|median|0|load, ms"
    )
  done
}

# unbundled_direct FOLDER: Weft again, at the browser's end of the link.
unbundled_direct() {
  local address=127.0.0.1
  local -a host=(ip netns exec "$client_host")
  start direct "$1"
  settle direct
}

direct_command() { weft_command "$@"; }

# unbundled_load NAME BROWSER ROW: loads the page of a row once, and sets told to its figures.
unbundled_load() {
  local modules=${site_modules[$1]} url=https://$address:${port[$3]:-}/
  case $3 in
    direct) url=https://127.0.0.1:${port[direct]}/ ;;
    bundle) url=https://$address:${port[weft]}/bundle.html modules=1 ;;
  esac
  load_page "$2" "$url" "modules=$modules&protocols=h2"
}
