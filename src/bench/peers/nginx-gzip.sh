# shellcheck shell=bash
# nginx compressing modules and style sheets, which it does not by default.

nginx-gzip_needs() { nginx_needs; }

nginx-gzip_version() { nginx_version; }

nginx-gzip_prepare() { mkdir -p "$work/nginx-gzip"; }

nginx-gzip_command() {
  local -a nginx_settings=("gzip on;" "gzip_types text/css text/javascript image/svg+xml;")
  nginx_command "$@" nginx-gzip
}
