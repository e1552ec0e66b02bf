# shellcheck shell=bash
# Weft as a person starts it: bin/weft, with the JVM options and the AOT cache that it brings itself.

weft_needs() { :; }

weft_version() {
  local version
  version=$("$root/bin/weft" version 2>>"$work/weft.log" | head -n 1)
  printf '%s\n' "${version:-unknown}"
}

# The first start builds, and trains the AOT cache in the background of its own session.
weft_prepare() {
  export XDG_CACHE_HOME=$work/cache
  setsid "$root/bin/weft" version >"$work/weft-prepare.log" 2>&1 &
  ended $! 300 || fail "weft: still building or training after 300 s (see $root/target/aot)"
}

weft_command() {
  command=("$root/bin/weft" serve "$1" --port "$2" --cert "$certificate" --key "$key" --quiet)
}
