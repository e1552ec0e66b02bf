# shellcheck shell=bash
# Stock Jetty: the version Weft is built on, its own ResourceHandler, no JVM options.

jetty_needs() { :; }

jetty_version() {
  local jar
  jar=$(cd "$root/target/lib" && echo jetty-server-*.jar)
  jar=${jar#jetty-server-}
  printf '%s\n' "${jar%.jar}"
}

# Compiles it against the jars of the build. In a jar of its own, because an AOT cache asks for one.
jetty_prepare() {
  local classes=$work/classes
  [ ! -f "$work/stock.jar" ] || return 0
  [ -d "$root/target/lib" ] || fail "stock Jetty: no jars in $root/target/lib (bin/weft version makes them)"
  mkdir -p "$classes"
  "$java/bin/javac" -d "$classes" -cp "$root/target/lib/*" "$bench/java/StockJetty.java"
  "$java/bin/jar" --create --file "$work/stock.jar" -C "$classes" .
  jetty_path=$(printf '%s:' "$work/stock.jar" "$root"/target/lib/{jetty,slf4j}-*.jar)
}

jetty_command() {
  command=("$java/bin/java" -cp "${jetty_path%:}" StockJetty "$1" "$address" "$2" "$keystore" "$password")
}
