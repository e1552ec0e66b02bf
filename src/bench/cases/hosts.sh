# shellcheck shell=bash
# Four hosts of one server: what one connection for all of them saves, over a link of 50 ms.

hosts_peers=(weft)

hosts_needs() { link_possible; }

hosts_about() { echo "400 files of four hosts, over one connection and over more"; }

hosts_rows="connections"

hosts_columns=(
  "connections|median|0|TCP and TLS handshakes"
  "bytes|median|0|bytes over the link"
  "bytes|ratio|2|of one's"
  "time|range|0|ms"
  "time|ratio|2|of one's"
)

hosts_note() {
  cat <<END
Medians of $overtakes rounds, in brackets the least and the most; ratios are taken round by round. Bytes are both
ways, with the headers of IP, TCP and TLS. Link: 10,000 kbit/s down, 2,000 up, 25 ms each way, a queue of
250,000 bytes; congestion control: $(</proc/sys/net/ipv4/tcp_congestion_control). The client is Jetty's for
HTTP/2, with 100 requests at once, and sockets for HTTP/1.1; each handshake is a full one.
END
}

hosts_base=one-connection
hosts_budget=()

hosts_run() {
  local way metric figure index=0 name address=$server_address
  local -a host=(ip netns exec "$server_host") options=()
  overtake_client
  "$java/bin/javac" -d "$work/client" -cp "$client_path" "$bench/java/Hosts.java"
  for name in one two three four; do
    options+=(--host "$name.test=$site")
    sed -n "$((index * 100 + 1)),$((index * 100 + 100))s|^|$name.test |p" "$paths" >>"$work/hosts"
    ((++index))
  done
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,DNS:one.test,DNS:two.test,DNS:three.test,DNS:four.test \
    -keyout "$work/hosts.key" -out "$work/hosts.pem" 2>"$work/openssl.log" || fail "openssl: $(<"$work/openssl.log")"
  link_up 10000 2000 25 0 250000
  hosts_command=("$root/bin/weft" serve "${options[@]}" --host "localhost=$site" --bind "$address"
    --cert "$work/hosts.pem" --key "$work/hosts.key" --quiet)
  authority=$work/hosts.pem start hosts "$site"
  settle hosts
  note "hosts: $overtakes rounds"
  in_client timeout 300 "$java/bin/java" -cp "$client_path" Hosts "$address" "${port[hosts]}" weft-client \
    "$overtakes" "$work/hosts" >"$work/hosts.out" 2>"$work/client.log" || fail "hosts: $(tail -n 5 "$work/client.log")"
  while read -r way metric figure; do record hosts "$way" "$metric" "$figure"; done <"$work/hosts.out"
  stop hosts
  link_down
}

hosts_command() { command=("${hosts_command[@]}" --port "$2"); }
