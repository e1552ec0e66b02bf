# shellcheck shell=bash
# Real browsers without a window: each load has a new process with a new profile, in which nothing is
# cached, no connection is open, and nothing is trusted but the system's and this run's authority.

browser_peers=(weft weft-fifo nginx h2o)

browser_columns=(
  "paint|range|0|first paint, ms"
  "paint|ratio|2|of fifo"
  "ready|range|0|modules ready, ms"
  "ready|ratio|2|of fifo"
  "above|range|0|images in view, ms"
  "above|ratio|2|of fifo"
  "below|median|0|other images, ms"
  "load|median|0|load, ms"
)

browser_note() {
  cat <<END
Medians of $loads loads in new browsers, in brackets the least and the most; ratios are taken round by round. All
times are since the navigation began, handshakes included; that of images is the median of the ends of their
responses. Link: 10,000 kbit/s down, 2,000 up, 25 ms each way, a queue of 250,000 bytes;
congestion control: $(</proc/sys/net/ipv4/tcp_congestion_control).
END
}

# browser_needs COMMAND PACKAGE: whether there can be a link and this browser.
browser_needs() { link_possible && needs "$1" "$2" && needs certutil libnss3-tools; }

# browser_run CASE: loads the page from its servers in turn, over the link, in the browser of that name.
browser_run() {
  local peer round beginning told browser=$1 address=$server_address
  local -a servers host=(ip netns exec "$server_host")
  mapfile -t servers < <(chosen "$browser")
  [ -d "$work/page" ] || write_page "$work/page"
  trust "$work/trust"
  link_up 10000 2000 25 0 250000
  for peer in "${servers[@]}"; do
    start "$peer" "$work/page"
    settle "$peer"
  done
  collect
  for ((round = 1; round <= loads; round++)); do
    note "$browser: round $round of $loads"
    for peer in "${servers[@]}"; do
      load_page "$browser" "https://$address:${port[$peer]}/" "images=$images&protocols=h2"
      record_told "$browser" "$peer"
    done
  done
  for peer in collector "${servers[@]}"; do stop "$peer"; done
  link_down
}

# trust FOLDER: makes a certificate database that trusts this run's authority.
trust() {
  [ ! -d "$1" ] || return 0
  mkdir "$1"
  certutil -N -d "sql:$1" --empty-password
  certutil -A -d "sql:$1" -n benchmark -t C,, -i "$authority"
}

# collect: starts the collector beside the browsers, and sets beginning to where they begin.
collect() {
  local until=$((SECONDS + 30))
  : >"$work/collected"
  setsid ip netns exec "$client_host" "$java/bin/java" -XX:TieredStopAtLevel=1 "$bench/java/Collector.java" \
    </dev/null >"$work/collected" 2>"$work/collector.log" &
  pid[collector]=$!
  until read -r beginning <"$work/collected"; do
    ((SECONDS < until)) || fail "collector: $(<"$work/collector.log")"
    pause 0.1
  done
  beginning=http://127.0.0.1:$beginning/
}

# load_page BROWSER URL WHOLE [again]: loads the page once, in a new profile or again in the last one. Sets
# told to the figures that it tells; WHOLE is what it tells after them when everything came.
load_page() {
  local home=$work/$1 before until=$((SECONDS + 90))
  [ -n "${4:-}" ] || rm -rf "$home"
  mkdir -p "$home/.pki"
  before=$(wc -l <"$work/collected")
  "$1_load" "$home" "$beginning?$2"
  setsid ip netns exec "$client_host" "${command[@]}" </dev/null >"$work/$1.log" 2>&1 &
  pid[$1]=$!
  until told=$(tail -n "+$((before + 1))" "$work/collected") && [ -n "$told" ]; do
    ((SECONDS < until)) || fail "$2: $1 tells nothing of its page: $(tail -n 3 "$work/$1.log")"
    pause 0.2
  done
  stop "$1"
  [[ $told == *"&$3" ]] || fail "$2: $1 tells $told (expected: $3)"
  told=${told%"&$3"}
}

# record_told CASE PEER [PREFIX]: keeps what a page told, each figure by its name with the prefix.
record_told() {
  local figure
  for figure in ${told//&/ }; do record "$1" "$2" "${3:-}${figure%=*}" "${figure#*=}"; done
}

chromium_load() {
  cp -rT "$work/trust" "$1/.pki/nssdb"
  command=(env "HOME=$1" chromium --headless=new --no-sandbox --no-first-run --no-proxy-server --disable-gpu
    --disable-background-networking --disable-component-update --disable-sync --disable-extensions
    '--window-size=1280,800' "--user-data-dir=$1/profile" "$2")
}

firefox_load() {
  cp -rT "$work/trust" "$1/profile"
  # No traffic of its own, no tab of the last time, and no pictures of pages that it knows.
  cat >"$1/profile/user.js" <<'END_OF_PREFERENCES'
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 0);
user_pref("network.trr.mode", 5);
user_pref("browser.safebrowsing.downloads.remote.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("services.settings.server", "data:,");
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("browser.newtabpage.activity-stream.feeds.topsites", false);
user_pref("browser.pagethumbnails.capturing_disabled", true);
END_OF_PREFERENCES
  command=(env "HOME=$1" MOZ_HEADLESS_WIDTH=1280 MOZ_HEADLESS_HEIGHT=800
    firefox-esr --headless --no-remote --profile "$1/profile" "$2")
}
