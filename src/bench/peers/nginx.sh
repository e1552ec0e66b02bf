# shellcheck shell=bash
# nginx as an operator tunes it for files: one worker per core, sendfile, open_file_cache.

# Directives that are added to the server.
nginx_settings=()

nginx_needs() { needs nginx nginx-light; }

nginx_version() { nginx -v 2>&1 | sed 's/.*nginx\///'; }

nginx_prepare() { mkdir -p "$work/nginx"; }

# nginx_command SITE PORT [NAME]: the name is that of its folder for this run.
nginx_command() {
  local home=$work/${3:-nginx}
  # keepalive_requests: the default closes a connection after 1000 requests.
  cat >"$home/nginx.conf" <<END
$(as_root "user root;")
worker_processes auto;
daemon off;
pid $home/nginx.pid;
error_log stderr;
events { worker_connections 1024; }
http {
  types {
    text/html html;
    text/css css;
    image/bmp bmp;
    image/svg+xml svg;
    text/javascript js mjs;
  }
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  open_file_cache max=10000 inactive=60s;
  open_file_cache_valid 30s;
  client_body_temp_path $home/body;
  proxy_temp_path $home/proxy;
  fastcgi_temp_path $home/fastcgi;
  uwsgi_temp_path $home/uwsgi;
  scgi_temp_path $home/scgi;
  server {
    listen $address:$2 ssl http2;
    server_name localhost;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate $certificate;
    ssl_certificate_key $key;
    root $1;
$(printf '    %s\n' "${nginx_settings[@]}")
  }
}
END
  command=(nginx -e stderr -c "$home/nginx.conf")
}
