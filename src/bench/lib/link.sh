# shellcheck shell=bash
# Two hosts on this machine with a slow link between them: network namespaces of this script's own,
# which end with it. The kernel's whole TCP is in between, and nothing leaves the machine.

server_address=10.99.0.1 client_address=10.99.0.2
server_host=weft-$$-server client_host=weft-$$-client

# link_possible: whether this user and this machine can have one; else says why not.
link_possible() {
  if [ "$(id -u)" != 0 ]; then
    note "a slow link needs root, left out"
    return 1
  fi
  needs ip iproute2 && needs sysctl procps && [ -c /dev/net/tun ] || {
    note "a slow link needs ip, sysctl and /dev/net/tun, left out"
    return 1
  }
}

# link_up DOWN UP DELAY LOSS QUEUE [CONTROL]: rates in kbit/s, one-way delay in ms, loss in percent,
# queue in bytes, and the congestion control of both hosts (default: the system's).
link_up() {
  local host device address peer
  coproc LINK { exec "$java/bin/java" --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 \
    "$bench/java/SlowLink.java" "wl$$s" "wl$$c" "$1" "$2" "$3" "$4" "$5" 2>&1; }
  link_process=$LINK_PID
  # Its output under a name of our own: that of bash is gone as soon as the process is.
  exec {link_output}<&"${LINK[0]}"
  read -r -t 30 -u "$link_output" line && [ "$line" = ready ] || fail "link: ${line:-does not start}"
  for host in "$server_host" "$client_host"; do
    if [ "$host" = "$server_host" ]; then
      device=wl$$s address=$server_address peer=$client_address
    else
      device=wl$$c address=$client_address peer=$server_address
    fi
    ip netns add "$host"
    ip link set "$device" netns "$host"
    ip -n "$host" link set lo up
    ip -n "$host" addr add "$address" peer "$peer" dev "$device"
    ip -n "$host" link set "$device" up mtu 1500
    [ -z "${6:-}" ] || ip netns exec "$host" sysctl -qw "net.ipv4.tcp_congestion_control=$6"
  done
}

in_server() { ip netns exec "$server_host" "$@"; }
in_client() { ip netns exec "$client_host" "$@"; }

# link_down: takes it away, and sets carried to what it says of its packets. Harmless without one.
link_down() {
  local host
  carried=
  [ -n "${link_process:-}" ] || return 0
  kill -TERM "$link_process" 2>/dev/null || true
  while read -r -t 5 -u "$link_output" line; do carried+=${carried:+, }$line; done
  exec {link_output}<&-
  wait "$link_process" 2>/dev/null || true
  link_process=
  for host in "$server_host" "$client_host"; do ip netns del "$host" 2>/dev/null || true; done
}
