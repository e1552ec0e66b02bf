# shellcheck shell=bash
# Stock Jetty with an AOT cache of its own, trained by one start and the fetch of every module.

jetty-aot_needs() { :; }

jetty-aot_version() { jetty_version; }

jetty-aot_prepare() {
  jetty_prepare
  start jetty-aot-training "$site"
  verify jetty-aot-training
  # The JVM writes the cache on its way out.
  stop jetty-aot-training 120
  [ -s "$work/jetty.aot" ] || fail "stock Jetty: no AOT cache: $(tail -n 3 "$work/jetty-aot-training.log")"
}

jetty-aot-training_command() { jetty_with "-XX:AOTCacheOutput=$work/jetty.aot" "$@"; }

jetty-aot_command() { jetty_with "-XX:AOTCache=$work/jetty.aot" "$@"; }

# jetty_with OPTION SITE PORT: stock Jetty with one option for the JVM.
jetty_with() {
  jetty_command "${@:2}"
  command=("${command[0]}" "$1" "${command[@]:1}")
}
