# shellcheck shell=bash
# Weft as a person starts it: bin/weft, with the JVM options and the AOT cache that it brings itself.

# Options that a case adds.
weft_settings=()

weft_needs() { :; }

weft_version() { sed -n 's/^weft \([0-9]\)/\1/p' "$work/weft-first.log"; }

# The first start builds if need be, and trains the AOT cache in the background of its own session.
weft_prepare() {
  export XDG_CACHE_HOME=$work/cache
  setsid timeout 600 "$root/bin/weft" version </dev/null >"$work/weft-first.log" 2>&1 &
  pid[weft-first]=$!
  wait "${pid[weft-first]}" || fail "bin/weft version: $(<"$work/weft-first.log")"
  ended "${pid[weft-first]}" 300 || fail "bin/weft: still training after 300 s ($root/target/aot has its log)"
  unset "pid[weft-first]"
  compgen -G "$root/target/aot/*.aot" >/dev/null || note "weft: has no AOT cache ($root/target/aot has its log)"
}

weft_command() {
  command=("$root/bin/weft" serve "$1" --bind "$address" --port "$2" --cert "$certificate" --key "$key" --quiet
    "${weft_settings[@]}")
}
