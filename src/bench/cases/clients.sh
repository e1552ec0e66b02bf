# shellcheck shell=bash
# What a client costs the server while it is connected.

clients_peers=(weft)
clients_count=150 clients_files=24

clients_needs() { :; }

clients_about() { echo "memory of a server with $clients_count clients of HTTP/1.1 and of HTTP/2"; }

clients_rows="over"
clients_columns=("live|median|1|live KiB a client" "resident|median|1|resident KiB a client")
clients_base=h2
clients_budget=()

clients_note() {
  cat <<END
$clients_count clients that have fetched $clients_files files each and stay connected, to a server without others: h1 over six
connections, h2 over one. Live is what is reachable in the heap after a collection, resident what all of the process
has; a client's part is the difference to no client, by $clients_count.
END
}

clients_run() {
  local way
  head -n "$clients_files" "$paths" >"$work/clients.paths"
  client_path="$work/client:$root/target/lib/*"
  "$java/bin/javac" -d "$work/client" -cp "$client_path" "$bench/java/Clients.java"
  note "clients: $clients_count of either version"
  for way in h1 h2; do
    start clients_server "$site"
    clients_connected "$way" 8 : # meets cold code
    settle clients_server
    clients_sizes
    before=("${sizes[@]}")
    clients_connected "$way" "$clients_count" clients_sizes
    record clients "$way" live "$(clients_part "${before[0]}" "${sizes[0]}")"
    record clients "$way" resident "$(clients_part "${before[1]}" "${sizes[1]}")"
    stop clients_server
  done
}

# Nobody is idle for too long while the others come.
clients_server_command() {
  printf '[limits]\nidle-timeout = "1h"\n[[site]]\nroot = "%s"\n' "$1" >"$work/clients.toml"
  command=("$root/bin/weft" serve --config "$work/clients.toml" --bind "$address" --port "$2" --cert "$certificate"
    --key "$key" --quiet)
}

clients_part() { awk -v a="$1" -v b="$2" -v n="$clients_count" 'BEGIN { printf "%.2f\n", (b - a) / n }'; }

# clients_sizes: sets sizes to the KiB that are live in the server's heap, and those that are resident.
clients_sizes() {
  local live
  for _ in 1 2; do "$java/bin/jcmd" "${pid[clients_server]}" GC.run >/dev/null; done # the first queues what has to be cleaned
  live=$("$java/bin/jcmd" "${pid[clients_server]}" GC.heap_info | grep -om 1 'used [0-9]*K' | tr -dc 0-9)
  sizes=("$live" "$(awk -v mib="$(memory clients_server)" 'BEGIN { print mib * 1024 }')")
}

# clients_connected WAY COUNT COMMAND: runs a command while so many clients are connected.
clients_connected() {
  local there until=$((SECONDS + 90))
  rm -f "$work/clients.out"
  mkfifo "$work/clients.in"
  setsid timeout 120 "$java/bin/java" -cp "$client_path" Clients "${port[clients_server]}" "$1" "$2" \
    "$work/clients.paths" <"$work/clients.in" >"$work/clients.out" 2>&1 &
  pid[clients]=$!
  exec {hold}>"$work/clients.in"
  until grep -qsx ready "$work/clients.out"; do
    if ((SECONDS > until)) || [ ! -e "/proc/${pid[clients]}" ]; then fail "clients: $(tail -n 5 "$work/clients.out")"; fi
    pause 0.1
  done
  there=$(ss -Htn state established "sport = :${port[clients_server]}" | wc -l)
  [ "$there" = "$(($2 * ($(if [ "$1" = h1 ]; then echo 6; else echo 1; fi))))" ] || fail "clients: $there connections left"
  "$3"
  exec {hold}>&-
  wait "${pid[clients]}" || fail "clients: $(tail -n 5 "$work/clients.out")"
  unset "pid[clients]"
  rm "$work/clients.in"
}
