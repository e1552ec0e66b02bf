# shellcheck shell=bash
# An urgent file that is asked for again and again while a bulk fills the same connection, over slow links.

overtake_peers=(weft weft-fifo jetty nginx h2o caddy)

# NAME|arguments of link_up|bytes of the bulk
overtake_links=(
  "10mbit|10000 2000 25 0 250000|$((4 << 20))"
  "1.5mbit|1500 500 25 0 40000|$((1 << 20))"
  "100mbit|100000 20000 25 0 1250000|$((40 << 20))"
  "10mbit-cubic|10000 2000 25 0 250000 cubic|$((4 << 20))"
)
urgent_size=17000

all_links() { printf '%s\n' "${overtake_links[@]%%|*}"; }

overtake_needs() { link_possible; }

overtake_about() { echo "an urgent file during a bulk on the same connection, over slow links"; }

# Those of each link that is measured.
overtake_columns=()

overtake_note() {
  cat <<END
Medians of $overtakes rounds, in brackets the least and the most; ratios are taken round by round. The bulk is u=7. The
figure of a round is the median of its urgent files: u=0, $urgent_size bytes, each asked for 500 ms after the one
before has come; slowest is the last of them to come. Throughput is that of all bodies until the bulk has
ended. Congestion control, where the link does not say: $(</proc/sys/net/ipv4/tcp_congestion_control).
END
}

overtake_base=weft
overtake_budget=(
  "10mbit-urgent most 155"
  "10mbit-urgent most 0.3 nginx"
  "10mbit-urgent most 0.3 h2o"
  "10mbit-bulk most 1.03 nginx"
  "10mbit-bulk most 1.03 h2o"
)

overtake_run() {
  local link name arguments bulk
  overtake_client
  for link in "${overtake_links[@]}"; do
    IFS='|' read -r name arguments bulk <<<"$link"
    [[ " ${links//$'\n'/ } " != *" $name "* ]] || overtake_link "$name" "$arguments" "$bulk"
  done
}

# overtake_client: compiles the client, on the Jetty that Weft has.
overtake_client() {
  client_path="$work/client:$root/target/lib/*"
  "$java/bin/javac" -d "$work/client" -cp "$client_path" "$bench/java/Overtake.java"
}

# overtake_link NAME LINK BULK: all servers in turn, over one link.
overtake_link() {
  local peer metric figure folder=$work/overtake address=$server_address
  local -a servers targets=() host=(ip netns exec "$server_host")
  mapfile -t servers < <(chosen overtake)
  # The urgent file has the name that a start asks for.
  mkdir -p "$folder/m/0"
  head -c "$urgent_size" < <(cat "$site"/m/0/*.js) >"$folder/m/0/0.js"
  truncate -s "$3" "$folder/bulk.bin"
  note "overtake: $1, $overtakes rounds"
  # shellcheck disable=SC2086 # Words.
  link_up $2
  for peer in "${servers[@]}"; do
    start "$peer" "$folder"
    targets+=("$peer=${port[$peer]}")
  done
  for peer in "${servers[@]}"; do settle "$peer"; done
  setsid timeout "$(((overtakes + 1) * ${#servers[@]} * 60))" ip netns exec "$client_host" "$java/bin/java" \
    -cp "$client_path" Overtake "$address" "$overtakes" /bulk.bin /m/0/0.js "${targets[@]}" \
    </dev/null >"$work/overtaken" 2>"$work/client.log" &
  pid[client]=$!
  wait "${pid[client]}" || fail "overtake, $1: $(tail -n 5 "$work/client.log")"
  unset "pid[client]"
  while read -r peer metric figure; do record overtake "$peer" "$1-$metric" "$figure"; done <"$work/overtaken"
  for peer in "${servers[@]}"; do stop "$peer"; done
  link_down
  note "overtake: $1: $carried"
  overtake_columns+=(
    "$1: $(overtake_words "$2"), bulk of $3 bytes"
    "$1-urgent|range|0|urgent, ms"
    "$1-urgent|ratio|2|of Weft's"
    "$1-most|median|0|slowest, ms"
    "$1-bulk|range|0|bulk, ms"
    "$1-bulk|ratio|2|of Weft's"
    "$1-rate|median|0|throughput, kbit/s"
  )
}

# overtake_words LINK: what the arguments of link_up say.
overtake_words() {
  local down up delay queue control
  read -r down up delay _ queue control <<<"$1"
  printf '%s kbit/s down, %s up, %s ms each way, a queue of %s bytes%s\n' \
    "$down" "$up" "$delay" "$queue" "${control:+, $control}"
}
