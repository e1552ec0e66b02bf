# shellcheck shell=bash
# From exec to the first 200 over TLS and h2.

startup_peers=(weft jetty jetty-aot nginx h2o caddy)

startup_about() { echo "from exec to the first 200"; }

startup_columns=(
  "first|range|0|first 200 after, ms"
  "first|ratio|2|of stock Jetty"
  "cpu|range|0|CPU until then, ms"
  "cpu|ratio|2|of stock Jetty"
)

startup_note() {
  cat <<END
Medians of $starts starts, in brackets the least and the most; ratios are taken round by round. Weft starts
through bin/weft, with the AOT cache that it made for itself before; jetty-aot has one too. Every figure
has the handshake and the process of the client, curl, in it.
END
}

# Weft is no slower than stock Jetty.
startup_base=jetty
startup_budget=("first most 1.00 jetty")

startup_run() {
  local peer round began
  local -a servers
  mapfile -t servers < <(chosen startup)
  # Round 0 is not kept: it brings every server's files into memory, and ends what a first start begins.
  for ((round = 0; round <= starts; round++)); do
    note "startup: round $round of $starts"
    for peer in "${servers[@]}"; do
      began=${EPOCHREALTIME/./}
      spawn "$peer" "$site"
      await "$peer"
      if ((round)); then
        record startup "$peer" first "$(((${EPOCHREALTIME/./} - began) / 1000))"
        processes "${pid[$peer]}"
        record startup "$peer" cpu "$((ticks * 1000 / hertz))"
      else
        settle "$peer"
      fi
      stop "$peer"
    done
  done
}
