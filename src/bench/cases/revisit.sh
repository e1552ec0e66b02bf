# shellcheck shell=bash
# What a second visit to a site of unbundled modules asks for, and what one after a module has changed.

revisit_peers=(weft nginx)

revisit_needs() { [ -n "$(site_browsers)" ] && needs npm npm; }

revisit_about() { echo "a second visit to 322 unbundled modules, and one after a change, over a slow link"; }

# Those of each browser that is measured.
revisit_columns=()

revisit_note() {
  cat <<END
Medians of $sessions rounds, in brackets the least and the most. Each visit has a new browser process, with the profile
of the visit before; requests are lines in the access log of the server. Weft serves with --fingerprint; nginx says
Cache-Control: no-cache, as it must where files change under their names. Link: as in unbundled.
END
}

revisit_base=
# The document alone; the document and the module that changed.
revisit_budget=()
for browser in chromium firefox; do
  revisit_budget+=("$browser-again-requests most 1" "$browser-changed-requests most 2")
done
unset browser

revisit_run() {
  local peer round browser visit beginning probe=/app.js address=$server_address folder=$work/revisited
  local -a browsers servers host=(ip netns exec "$server_host")
  mapfile -t browsers < <(site_browsers)
  mapfile -t servers < <(chosen revisit)
  write_package_site lodash "$folder"
  trust "$work/trust"
  # Without open_file_cache, which keeps what has changed for a while.
  local -a weft_settings=(--fingerprint --access-log "$work/weft.access") nginx_settings=("add_header Cache-Control no-cache;"
    "open_file_cache off;" "access_log $work/nginx.access;")
  link_up 10000 2000 25 0 125000
  for peer in "${servers[@]}"; do
    start "$peer" "$folder"
    settle "$peer"
  done
  collect
  for ((round = 1; round <= sessions; round++)); do
    note "revisit: round $round of $sessions"
    for browser in "${browsers[@]}"; do
      for peer in "${servers[@]}"; do
        revisit_visit "$browser" "$peer" first
        revisit_visit "$browser" "$peer" again again
        printf '// Changed.\n' >>"$folder/lodash-es/_baseGetTag.js"
        # Until it knows of it.
        settle "$peer"
        revisit_visit "$browser" "$peer" changed again
      done
    done
  done
  for peer in collector "${servers[@]}"; do stop "$peer"; done
  link_down
  for browser in "${browsers[@]}"; do
    revisit_columns+=("${browser^}")
    for visit in first again changed; do
      revisit_columns+=(
        "$browser-$visit-requests|range|0|$visit: requests"
        "$browser-$visit-ready|range|0|ready, ms"
      )
    done
  done
}

# revisit_visit BROWSER PEER NAME [again]: loads the page, and records what it tells and what the server has logged.
revisit_visit() {
  local told before log=$work/$2.access
  before=$(wc -l <"$log")
  load_page "$1" "https://$address:${port[$2]}/" "modules=${site_modules[lodash]}&protocols=h2" "${@:4}"
  record_told revisit "$2" "$1-$3-"
  pause 1
  record revisit "$2" "$1-$3-requests" "$(($(wc -l <"$log") - before))"
}
