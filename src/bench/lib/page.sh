# shellcheck shell=bash
# A page whose markup asks for the wrong things first: 60 images, then style sheets, then modules.
# The 12 images in view are the last of the 60. The page tells its own figures.

images=60 in_view=12

# write_page FOLDER: BMP images of noise, 80,694 bytes each, so that nobody's compression matters; 3
# style sheets, of which the last makes the page visible; a tree of 40 modules, 4 levels deep.
write_page() {
  local i size=$((168 * 160 * 3)) key=00000000000000000000000000000000
  mkdir -p "$1"/m/{0..3} "$1/i"
  openssl enc -aes-128-ctr -K "$key" -iv "$key" </dev/zero 2>/dev/null | head -c "$((images * size))" >"$1/noise" || true
  for ((i = 0; i < images; i++)); do
    {
      # Header: size, offset of the pixels, 40 more bytes of header, width, height, 1 plane, 24 bits.
      printf 'BM%b\0\0\0\0%b%b%b%b\1\0\30\0\0\0\0\0%b\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' "$(bytes "$((size + 54))")" \
        "$(bytes 54)" "$(bytes 40)" "$(bytes 168)" "$(bytes 160)" "$(bytes "$size")"
      dd if="$1/noise" bs="$size" skip="$i" count=1 status=none
    } >"$1/i/$i.bmp"
  done
  rm "$1/noise"
  write_text "$1"
  write_markup >"$1/index.html"
}

# bytes NUMBER: its four bytes, the lowest first, as printf's %b reads them.
bytes() { printf '\\0%03o\\0%03o\\0%03o\\0%03o' $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16 & 255)) $(($1 >> 24)); }

# write_text FOLDER: style sheets, each of which imports the next; modules, each of which imports three
# of the next level, so that the root runs when all are there.
write_text() {
  local layout='body { display: flex; flex-direction: column; margin: 0 }
section { display: grid; grid-template-columns: repeat(6, 168px) }
h1 { order: -2 }
#above { order: -1 }
#below { margin-top: 4000px }'
  awk -v root="$1" -v layout="$layout" '
    function next_below(m) { seed = (seed * 16807) % 2147483647; return seed % m }
    function word(n,  s) {
      while (length(s) < n) s = s substr("abcdefghijklmnopqrstuvwxyz0123456789", 1 + next_below(36), 1)
      return s
    }
    BEGIN {
      seed = 20250917
      for (i = 1; i <= 3; i++) {
        file = root "/" i ".css"
        if (i < 3) printf "@import \"%s.css\";\n", i + 1 > file
        for (j = 0; j < 150; j++) printf ".rule-%s::after { content: \"%s\" }\n", j, word(60) > file
        if (i == 3) print layout > file
      }
      width = 1
      for (level = 0; level < 4; level++) {
        for (i = 0; i < width; i++) {
          file = root "/m/" level "/" i ".js"
          for (j = 3 * i; level < 3 && j < 3 * i + 3; j++) printf "import \"/m/%s/%s.js\";\n", level + 1, j > file
          for (j = 0; j < 40; j++) printf "export const word%s = \"%s\";\n", j, word(60) > file
          if (!level) print "performance.mark(\"ready\");" > file
          close(file)
        }
        width *= 3
      }
    }'
}

write_markup() {
  local i
  cat <<'END_OF_HEAD'
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>60 images, 3 style sheets, 40 modules</title>
<link rel="icon" href="data:,">
<style>
  /* Nothing is seen before the last style sheet says where. */
  body { display: none }
</style>
<script>
  // The port of the collector; none when nobody collects.
  const to = location.hash.slice(1);
  const seen = (type, name) => new Promise(found => new PerformanceObserver(list =>
      list.getEntriesByName(name).forEach(entry => found(entry.startTime))).observe({ type, buffered: true }));
  const loaded = new Promise(done => addEventListener('load', () => done(performance.now())));
  Promise.all([seen('paint', 'first-contentful-paint'), seen('mark', 'ready'), loaded]).then(([paint, ready, load]) => {
    const ends = section => [...document.querySelectorAll(section + ' img')]
        .map(image => performance.getEntriesByName(image.currentSrc)[0].responseEnd).sort((a, b) => a - b);
    const median = x => (x[(x.length - 1) >> 1] + x[x.length >> 1]) / 2;
    const styles = performance.getEntriesByName(location.origin + '/3.css')[0].responseEnd;
    const figures = { styles, paint, ready, load, above: median(ends('#above')), below: median(ends('#below')) };
    const tell = Object.entries(figures).map(([name, ms]) => name + '=' + Math.round(ms)).join('&');
    const protocols = new Set(performance.getEntries().map(entry => entry.nextHopProtocol).filter(name => name));
    const whole = [...document.images].filter(image => image.naturalWidth === 168).length;
    if (to) location.replace(`http://127.0.0.1:${to}/figures?${tell}&images=${whole}&protocols=${[...protocols]}`);
  });
</script>
<body>
<section id="below">
END_OF_HEAD
  for ((i = 0; i < images; i++)); do
    ((i != images - in_view)) || printf '</section>\n<section id="above">\n'
    printf '<img src="/i/%s.bmp" width="168" height="160" alt="">\n' "$i"
  done
  printf '</section>\n'
  printf '<link rel="stylesheet" href="/1.css">\n'
  printf '<script type="module" src="/m/0/0.js"></script>\n<h1>60 images, 3 style sheets, 40 modules</h1>\n</html>\n'
}
