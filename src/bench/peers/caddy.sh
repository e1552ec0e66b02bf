# shellcheck shell=bash
# Caddy: its file_server with its defaults; no administration endpoint, no HTTP/3 listener.

caddy_needs() { needs caddy caddy; }

caddy_version() { caddy version | sed 's/^v//; s/ .*//'; }

caddy_prepare() { mkdir -p "$work/caddy"; }

caddy_command() {
  local home=$work/caddy
  cat >"$home/Caddyfile" <<END
{
  admin off
  auto_https off
  servers {
    protocols h1 h2
  }
}
https://localhost:$2 {
  bind $address
  tls "$certificate" "$key"
  root * "$1"
  file_server
}
END
  command=(env "XDG_DATA_HOME=$home" "XDG_CONFIG_HOME=$home"
    caddy run --adapter caddyfile --config "$home/Caddyfile")
}
