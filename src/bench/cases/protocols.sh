# shellcheck shell=bash
# The same files over HTTP/1.1 and over HTTP/2: what weft load counts, on loopback and over a link of
# 50 ms.

protocols_peers=(weft)
protocols_files=400 protocols_warm=3

protocols_needs() { :; }

protocols_about() { echo "$protocols_files files over HTTP/1.1 and HTTP/2, as weft load counts"; }

protocols_rows="over"
protocols_columns=()
protocols_base=h2
protocols_budget=()

protocols_note() {
  cat <<END
Medians of $loads loads after $protocols_warm that are not told, in brackets the least and the most. h1 is HTTP/1.1 over six
connections, pipelined HTTP/1.1 over one, h2 HTTP/2 over one. Headers are those of requests and responses, as they are
sent. Bytes on the wire are those of TCP both ways, TLS included.
END
}

protocols_run() {
  head -n "$protocols_files" "$paths" >"$work/protocols"
  mkdir -p "$work/home/certs"
  cp "$authority" "$work/home/certs/weft-ca.pem"
  protocols_loads loopback localhost
  protocols_columns=("Loopback" "${protocols_columns[@]}")
  if link_possible; then protocols_link; fi
}

protocols_link() {
  local address=$server_address
  local -a host=(ip netns exec "$server_host")
  link_up 10000 2000 25 0 250000
  protocols_columns+=("Link: 10,000 kbit/s down, 2,000 up, 50 ms, a queue of 250,000 bytes")
  protocols_loads link "$server_address" in_client
  link_down
}

# protocols_loads NAME HOST [COMMAND...]: loads the files in every way.
protocols_loads() {
  local name=$1 to=$2 way metric figure
  shift 2
  start weft "$site"
  settle weft
  note "protocols: $name, $loads loads"
  "$@" timeout 150 "$java/bin/java" -Dweft.home="$work/home" -jar "$root/target/weft.jar" load \
    "https://$to:${port[weft]}/" --files "$work/protocols" --runs "$((loads + protocols_warm))" --json "$work/protocols.json" \
    >"$work/client.log" 2>&1 || fail "protocols: $(tail -n 5 "$work/client.log")"
  # The first loads of each way meet cold code.
  while read -r way metric figure; do record protocols "$way" "$name-$metric" "$figure"; done < <(
    sed 's/.*"runs"://' "$work/protocols.json" | tr '{}' '\n\n' | awk -v warm="$protocols_warm" '
      /"over"/ {
        gsub(/[":]/, " ")
        count = split($0, field, ",")
        split(field[1], over, " ")
        if (seen[over[2]]++ < warm) next
        for (i = 2; i <= count; i++) { split(field[i], pair, " "); value[pair[1]] = pair[2]; print over[2], pair[1], pair[2] }
        print over[2], "headers", value["requestHeaders"] + value["responseHeaders"]
      }')
  stop weft
  protocols_columns+=(
    "$name-tcpHandshakes|median|0|connections"
    "$name-tlsHandshakes|median|0|TLS handshakes"
    "$name-roundTrips|median|0|round trips in a row"
    "$name-concurrent|median|0|requests at once"
    "$name-headers|median|0|header bytes"
    "$name-bytes|median|0|bytes on the wire"
    "$name-millis|range|0|ms"
    "$name-millis|ratio|2|of h2's"
  )
}
