# shellcheck shell=bash
# What a client gets that has ten modules as they were before one line of each has changed.

dictionaries_peers=(weft)

dictionaries_needs() { needs npm npm; }

dictionaries_about() { echo "ten modules after a change of one line in each, to a client that has them as they were"; }

dictionaries_rows="coding"
dictionaries_columns=(
  "bytes|range|0|bytes of the ten"
  "bytes|ratio|3|of br"
)
dictionaries_base=br
dictionaries_budget=()

dictionaries_note() {
  cat <<END
Medians of $sessions rounds, in brackets the least and the most: bodies, as they are sent. The modules are every fourth of
the forty functions of lodash-es that the page of unbundled imports, with their comments; in each round a line is put
into the middle of each. dcb and dcz are br and zstd against the module as it was a line before (RFC 9842).
END
}

dictionaries_run() {
  local round coding module probe=/app.js folder=$work/changing
  local -a modules
  write_package_site lodash "$folder"
  mapfile -t modules < <(sed -n "s|^import .* from '\./\(.*\)';|\1|p" "$folder/app.js" | awk 'NR % 4 == 1')
  cat >"$work/dictionaries.toml" <<END
[[site]]
root = "$folder"
[[site.cache]]
match = "*.js"
control = "public, max-age=31536000, immutable"
[site.dictionaries]
previous = true
END
  start changing "$folder"
  settle changing
  for ((round = 1; round <= sessions; round++)); do
    note "dictionaries: round $round of $sessions"
    rm -rf "$work/before"
    mkdir "$work/before"
    for module in "${modules[@]}"; do
      openssl dgst -sha256 -binary "$folder/$module" | base64 >"$work/before/${module##*/}"
      sed -i "$(($(wc -l <"$folder/$module") / 2))a // Changed in round $round." "$folder/$module"
    done
    # Until it knows of it, and has compressed it all.
    settle changing
    for coding in identity gzip zstd br dcz dcb; do
      record dictionaries "$coding" bytes "$(dictionaries_bytes "$coding")"
    done
  done
  stop changing
}

changing_command() {
  command=("$root/bin/weft" serve --config "$work/dictionaries.toml" --bind 127.0.0.1 --port "$2" --cert "$certificate"
    --key "$key" --quiet)
}

# dictionaries_bytes CODING: prints the bytes of all bodies, which must be in that coding.
dictionaries_bytes() {
  local module answer sum=0
  for module in "${modules[@]}"; do
    answer=$(curl -sS --http2 --max-time 10 --cacert "$authority" -o /dev/null \
      -H "Accept-Encoding: $1" -H "Available-Dictionary: :$(<"$work/before/${module##*/}"):" \
      -w '%{http_code} %header{content-encoding} %{size_download}' \
      --connect-to "::127.0.0.1:${port[changing]}" "https://localhost:${port[changing]}/$module")
    [ "${answer% *}" = "200 ${1/identity/}" ] || fail "$module: $answer (expected: 200 in $1)"
    ((sum += ${answer##* })) || true
  done
  echo "$sum"
}
