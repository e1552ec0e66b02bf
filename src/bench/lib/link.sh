# shellcheck shell=bash
# Two hosts on this machine with a slow link between them: network namespaces of this script's own,
# which end with it. The kernel's whole TCP is in between, and nothing leaves the machine.

server_address=10.99.0.1 client_address=10.99.0.2
server_host=weft-$$-server client_host=weft-$$-client
link_process=''

# link_possible: whether this user and this machine can have one; else says what is missing.
link_possible() {
  local missing=
  if [ "$(id -u)" != 0 ]; then
    missing=root
  elif ! command -v ip >/dev/null; then
    missing="ip (Debian: apt-get install iproute2)"
  elif [ ! -c /dev/net/tun ]; then
    missing="/dev/net/tun (modprobe tun)"
  fi
  [ -z "$missing" ] || note "a slow link needs $missing: what is measured over one is left out"
  [ -z "$missing" ]
}

# link_up DOWN UP DELAY LOSS QUEUE [CONTROL]: rates in kbit/s, one-way delay in ms, loss in percent,
# queue in bytes, and the congestion control of both hosts (default: the system's).
link_up() {
  local until=$((SECONDS + 30))
  local -a exact=()
  # Whatever else the cores do, the link keeps its times, if the system allows that.
  if chrt --fifo 1 true 2>/dev/null; then exact=(chrt --fifo 1); fi
  [ -d "$work/link" ] || "$java/bin/javac" -d "$work/link" "$bench/java/SlowLink.java"
  : >"$work/link.log"
  ip netns add "$server_host"
  ip netns add "$client_host"
  # Both devices begin at the server, so that the machine itself never has them.
  ip netns exec "$server_host" "${exact[@]}" "$java/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    -cp "$work/link" SlowLink weft-server weft-client "$1" "$2" "$3" "$4" "$5" </dev/null >>"$work/link.log" 2>&1 &
  link_process=$!
  until grep -qx ready "$work/link.log"; do
    if ((SECONDS > until)) || [ ! -e "/proc/$link_process" ]; then fail "link: $(<"$work/link.log")"; fi
    sleep 0.05
  done
  ip -n "$server_host" link set weft-client netns "$client_host"
  link_end "$server_host" weft-server "$server_address" "$client_address" "${6:-}"
  link_end "$client_host" weft-client "$client_address" "$server_address" "${6:-}"
}

# link_end HOST DEVICE ADDRESS PEER CONTROL: one end of it.
link_end() {
  ip -n "$1" link set lo up
  # The one queue that fills is the link's.
  ip -n "$1" link set "$2" mtu 1500 txqueuelen 10000
  ip -n "$1" addr add "$3" peer "$4" dev "$2"
  ip -n "$1" link set "$2" up
  # A connection begins without what the one before it found out about the link.
  ip netns exec "$1" sh -c "echo 1 >/proc/sys/net/ipv4/tcp_no_metrics_save"
  # By route, because the sysctl of a host refuses what the system does not allow to everybody.
  [ -z "$5" ] || ip -n "$1" route replace "$4" dev "$2" src "$3" congctl "$5" ||
    fail "congestion control: $5 (expected: one of $(</proc/sys/net/ipv4/tcp_available_congestion_control))"
}

in_server() { ip netns exec "$server_host" "$@"; }
in_client() { ip netns exec "$client_host" "$@"; }

# link_down: takes it away, and sets carried to what it says of its packets. Harmless without one.
link_down() {
  local host
  carried=
  if [ -n "$link_process" ]; then
    kill -TERM "$link_process" 2>/dev/null || true
    wait "$link_process" 2>/dev/null || true
    link_process=
    carried=$(sed '/^ready$/d' "$work/link.log" | paste -sd ,)
  fi
  for host in "$server_host" "$client_host"; do
    [ ! -e "/run/netns/$host" ] || ip netns delete "$host"
  done
}
