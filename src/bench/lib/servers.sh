# shellcheck shell=bash
# Starts, asks and stops servers. Each runs in a session of its own, which is how all of its processes
# are found again, and by which they end with this script.

declare -A pid=() port=()
# The host they run on, as a command before theirs, and their address.
host=() address=127.0.0.1
# What a start asks for.
probe=/m/0/0.js
# A descriptor on which nothing ever arrives: a pause that starts no process.
exec {never}<> <(:)
pause() { read -r -t "$1" -u "$never" || true; }

# spawn NAME SITE: starts a server on a free port, and does not wait for it.
spawn() {
  local attempt
  for attempt in {1..50}; do
    port[$1]=$((20000 + RANDOM % 10000))
    listening "${port[$1]}" || break
  done
  command=()
  "$1_command" "$2" "${port[$1]}"
  setsid "${host[@]}" "${command[@]}" </dev/null >"$work/$1.log" 2>&1 &
  pid[$1]=$!
}

# await NAME: until it answers 200 over h2. Waiting makes no connection and starts no process before
# somebody listens, so that it takes no time from who is starting.
await() {
  local until=$((SECONDS + 60))
  until listening "${port[$1]}" "${pid[$1]}" && [ "$(ask "$1" "$probe" 2>/dev/null)" = "2 200" ]; do
    if ((SECONDS > until)) || [ ! -e "/proc/${pid[$1]}" ]; then
      tail -n 20 "$work/$1.log" >&2
      fail "$1: does not answer; its last words are above"
    fi
    pause 0.002
  done
}

start() {
  spawn "$@"
  await "$1"
}

# stop NAME [SECONDS]: asks it to end, then makes it.
stop() {
  [ -n "${pid[$1]:-}" ] || return 0
  kill -TERM "${pid[$1]}" 2>/dev/null || true
  if ! ended "${pid[$1]}" "${2:-15}"; then
    note "$1: still there after ${2:-15} s, killed"
    processes "${pid[$1]}"
    kill -KILL "${members[@]}" 2>/dev/null || true
  fi
  wait "${pid[$1]}" 2>/dev/null || true
  unset "pid[$1]"
}

# ended SESSION SECONDS: waits until no process of it is left; false if that takes longer.
ended() {
  local until=$((SECONDS + $2))
  while processes "$1" && ((${#members[@]})); do
    ((SECONDS < until)) || return 1
    pause 0.01
  done
}

# listening PORT [PROCESS]: whether a socket of this machine, or of the host that the process is on,
# listens there, without connecting to it.
listening() {
  local sockets wanted
  printf -v wanted ':%04X [0-9A-F]*:0000 0A ' "$1"
  sockets=$(cat "/proc/${2:-self}/net/tcp" "/proc/${2:-self}/net/tcp6" 2>/dev/null)
  [[ $sockets =~ $wanted ]]
}

# ask NAME PATH: prints the version of HTTP and the status.
ask() {
  "${host[@]}" curl -s --http2 --max-time 10 --cacert "$authority" --connect-to "::$address:${port[$1]}" \
    -o /dev/null -w '%{http_version} %{http_code}' "https://localhost:${port[$1]}$2"
}

# verify NAME: fetches every module over one connection and compares it with its file.
verify() {
  local answers copy=$work/copy
  rm -rf "$copy"
  while read -r path; do
    printf 'url = "https://localhost:%s%s"\noutput = "%s"\n' "${port[$1]}" "$path" "$copy$path"
  done <"$paths" >"$work/curl.conf"
  answers=$("${host[@]}" curl -sS --http2 --max-time 60 --cacert "$authority" --connect-to "::$address:${port[$1]}" \
    --create-dirs -w '%{http_version} %{http_code}\n' -K "$work/curl.conf" | sort -u)
  [ "$answers" = "2 200" ] || fail "$1: answers '${answers//$'\n'/, }' (expected: 2 200 for every module)"
  diff -r "$site/m" "$copy/m" >&2 || fail "$1: sends other bytes than the files hold"
}

# clean_up: ends every process this script started, and removes what it wrote but the results.
clean_up() {
  local status=$? name
  trap '' INT TERM HUP
  for name in "${!pid[@]}"; do stop "$name" 5; done
  link_down
  rm -rf "$work"
  exit "$status"
}
