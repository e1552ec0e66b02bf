# shellcheck shell=bash
# h2o: one thread per core, its defaults for files.

h2o_needs() { needs h2o h2o; }

h2o_version() { h2o --version | sed -n '1s/.* //p'; }

h2o_prepare() { mkdir -p "$work/h2o"; }

h2o_command() {
  local home=$work/h2o
  # neverbleed keeps the key in a second process; nobody else here does, and it costs handshakes.
  cat >"$home/h2o.conf" <<END
$(as_root "user: root")
num-threads: $(nproc)
listen:
  host: $address
  port: $2
  ssl:
    certificate-file: $certificate
    key-file: $key
    neverbleed: OFF
hosts:
  "localhost:$2":
    paths:
      "/":
        file.dir: $1
END
  command=(h2o -c "$home/h2o.conf")
}
