# shellcheck shell=bash
# What all servers serve: one folder and one certificate. The same on every machine and in every run.

modules=600

# write_site: 600 ES modules of 700 to 1400 bytes in 24 folders, and a page. Sets site and paths, a
# list of the modules in the order they are asked for.
write_site() {
  site=$work/site paths=$work/paths
  local folder
  for folder in {0..23}; do mkdir -p "$site/m/$folder"; done
  printf '<!doctype html>\n<title>600 modules</title>\n<script type="module" src="/m/0/0.js"></script>\n' \
    >"$site/index.html"
  awk -v n="$modules" -v root="$site" -v paths="$paths" '
    # A generator of its own: awk versions differ in rand().
    function next_below(m) { seed = (seed * 16807) % 2147483647; return seed % m }
    function word(  s, k) {
      for (k = 3 + next_below(6); k > 0; k--) s = s substr("abcdefghijklmnopqrstuvwxyz", 1 + next_below(26), 1)
      return s
    }
    BEGIN {
      seed = 20250917
      for (i = 0; i < n; i++) {
        path = "/m/" int(i / 25) "/" i ".js"
        print path > paths
        text = ""
        if (i + 1 < n) text = "import { v" i + 1 " } from \"/m/" int((i + 1) / 25) "/" i + 1 ".js\";\n"
        text = text "export const v" i " = " next_below(100000) ";\n"
        size = 700 + next_below(700)
        while (length(text) < size) {
          name = word()
          text = text "export function " name length(text) "(" word() ", at = " next_below(1000) ") {\n"
          text = text "  return [\"" word() " " word() " " word() "\", at + " next_below(1000) "];\n}\n"
        }
        printf "%s", text > (root path)
        close(root path)
      }
    }'
}

# write_certificate: EC P-256 for localhost and the far end of the link, as PEM and as the PKCS #12
# that Java reads, and the authority that it is of: browsers trust no authority that serves. Sets
# authority, certificate, key, keystore and password.
write_certificate() {
  local -a make=(openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30)
  authority=$work/authority.pem certificate=$work/certificate.pem key=$work/key.pem
  keystore=$work/keystore.p12 password=benchmark
  {
    "${make[@]}" -subj "/CN=benchmark authority" -keyout "$work/authority.key" -out "$authority"
    "${make[@]}" -subj /CN=localhost -CA "$authority" -CAkey "$work/authority.key" \
      -addext basicConstraints=critical,CA:FALSE \
      -addext "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:$server_address" -keyout "$key" -out "$certificate"
    openssl pkcs12 -export -in "$certificate" -inkey "$key" -out "$keystore" -passout "pass:$password"
  } 2>"$work/openssl.log" || fail "openssl: $(<"$work/openssl.log")"
}
