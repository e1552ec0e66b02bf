# shellcheck shell=bash
# Three sites of unbundled modules, as npm has them, and for each the same page with its modules in one
# bundle. Each page paints when its style sheets are there, and marks "ready" in the module that runs last.

all_sites() { printf '%s\n' lodash three material; }

# How many modules a browser loads, and how long the longest of the shortest chains of imports to one is.
declare -A site_modules=([lodash]=322 [three]=399 [material]=213) site_depth=([lodash]=7 [three]=5 [material]=7)

site_packages=(lodash-es@4.17.21 three@0.180.0 @material/web@2.4.0 lit@3.3.1 lit-html@3.3.3 lit-element@4.2.2
  @lit/reactive-element@2.1.2 tslib@2.9.1 flag-icons@7.5.0 esbuild@0.25.9)

# site_browsers: the browsers that are here, one a line.
site_browsers() {
  ! browser_needs chromium chromium || echo chromium
  ! browser_needs firefox-esr firefox-esr || echo firefox
}

# fetch_packages: has npm fetch them, once, beside the results. Sets packages.
fetch_packages() {
  local home=$root/target/bench/npm
  packages=$home/node_modules
  if [ -f "$home/fetched" ] && [ "$(<"$home/fetched")" = "${site_packages[*]}" ]; then return; fi
  note "fetches ${site_packages[*]}"
  rm -rf "$home"
  mkdir -p "$home"
  timeout 600 npm install --prefix "$home" --ignore-scripts --no-audit --no-fund --save-exact "${site_packages[@]}" \
    </dev/null >"$work/npm.log" 2>&1 || fail "npm: $(tail -n 5 "$work/npm.log")"
  printf '%s\n' "${site_packages[*]}" >"$home/fetched"
}

# write_package_site NAME FOLDER: the site of that name, and its page again with one bundle, bundle.html.
write_package_site() {
  fetch_packages
  mkdir -p "$2"
  "write_$1" "$2"
  "$1_markup" | with_figures >"$2/index.html"
  # The names in an import map are those of the packages.
  NODE_PATH=$packages "$packages/.bin/esbuild" "$2/app.js" --bundle --minify --format=esm --log-level=error \
    "--outfile=$2/bundle.js" >"$work/esbuild.log" 2>&1 || fail "esbuild: $(<"$work/esbuild.log")"
  sed '/importmap/d; s|/app\.js|/bundle.js|' "$2/index.html" >"$2/bundle.html"
}

# with_figures: the markup, with the script that tells the figures of its page in place of a comment.
with_figures() {
  sed -e '/<!-- figures -->/{r /dev/fd/3' -e 'd}' 3<<'END_OF_SCRIPT'
<link rel="icon" href="data:,">
<script>
  // The port of the collector.
  const to = location.hash.slice(1);
  performance.setResourceTimingBufferSize(2000);
  const seen = (type, name) => new Promise(found => new PerformanceObserver(list =>
      list.getEntriesByName(name).forEach(entry => found(entry.startTime))).observe({ type, buffered: true }));
  const loaded = new Promise(done => addEventListener('load', () => done(performance.now())));
  Promise.all([seen('paint', 'first-contentful-paint'), seen('mark', 'ready'), loaded]).then(([paint, ready, load]) => {
    const tell = Object.entries({ paint, ready, load }).map(([name, ms]) => name + '=' + Math.round(ms)).join('&');
    const entries = performance.getEntries();
    const modules = new Set(entries.map(entry => entry.name).filter(name => /\.m?js\b/.test(name)));
    const protocols = new Set(entries.map(entry => entry.nextHopProtocol).filter(name => name));
    location.replace(`http://127.0.0.1:${to}/figures?${tell}&modules=${modules.size}&protocols=${[...protocols]}`);
  });
</script>
END_OF_SCRIPT
}

# write_lodash FOLDER: forty functions, each imported from its file.
write_lodash() {
  local name
  local -a functions=(chunk clone cloneDeep compact countBy curry debounce defaultsDeep difference every filter find
    flattenDeep flow groupBy intersection isEqual isPlainObject kebabCase keyBy mapValues memoize merge omit orderBy
    partition pick range reduce set shuffle sortBy startCase template throttle truncate union uniqBy words zipObject)
  cp -r "$packages/lodash-es" "$1"
  {
    for name in "${functions[@]}"; do printf "import %s from './lodash-es/%s.js';\n" "$name" "$name"; done
    printf 'const functions = { %s };\n' "$(printf '%s, ' "${functions[@]}")"
    cat <<'END_OF_MODULE'
document.querySelector('output').value = startCase(Object.keys(functions).join(' '));
performance.mark('ready');
END_OF_MODULE
  } >"$1/app.js"
  write_style "$1"
}

lodash_markup() {
  cat <<'END_OF_MARKUP'
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Forty functions of lodash-es</title>
<!-- figures -->
<link rel="stylesheet" href="/style.css">
<script type="module" src="/app.js"></script>
<h1>Forty functions of lodash-es</h1>
<output></output>
</html>
END_OF_MARKUP
}

# write_three FOLDER: the sources of three and some of its addons, by an import map.
write_three() {
  mkdir -p "$1/three/examples"
  cp -r "$packages/three/src" "$1/three"
  cp -r "$packages/three/examples/jsm" "$1/three/examples"
  # Decoders and engines in WebAssembly, which nothing here imports.
  rm -r "$1/three/examples/jsm/libs"
  cat >"$1/app.js" <<'END_OF_MODULE'
import * as THREE from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { TextGeometry } from 'three/addons/geometries/TextGeometry.js';
import { FontLoader } from 'three/addons/loaders/FontLoader.js';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { SimplexNoise } from 'three/addons/math/SimplexNoise.js';
import { SimplifyModifier } from 'three/addons/modifiers/SimplifyModifier.js';
import { EffectComposer } from 'three/addons/postprocessing/EffectComposer.js';
import { RenderPass } from 'three/addons/postprocessing/RenderPass.js';
import { UnrealBloomPass } from 'three/addons/postprocessing/UnrealBloomPass.js';

// All that a viewer needs but the canvas, which a browser without a window may not have.
const scene = new THREE.Scene();
const noise = new SimplexNoise();
const geometry = new THREE.TorusKnotGeometry(1, 0.3, 64, 8);
scene.add(new THREE.Mesh(new SimplifyModifier().modify(geometry, 16), new THREE.MeshStandardMaterial()));
scene.rotation.x = noise.noise(1, 2);
scene.updateMatrixWorld();
const parts = [OrbitControls, TextGeometry, FontLoader, GLTFLoader, EffectComposer, RenderPass, UnrealBloomPass];
document.querySelector('output').value = `three ${THREE.REVISION}, ${parts.map(part => part.name)}`;
performance.mark('ready');
END_OF_MODULE
  write_style "$1"
}

three_markup() {
  cat <<'END_OF_MARKUP'
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The sources of three</title>
<!-- figures -->
<script type="importmap">{ "imports": { "three": "/three/src/Three.js", "three/addons/": "/three/examples/jsm/" } }</script>
<link rel="stylesheet" href="/style.css">
<script type="module" src="/app.js"></script>
<h1>The sources of three</h1>
<output></output>
</html>
END_OF_MARKUP
}

# write_material FOLDER: all web components of Material, on lit; flags, and the style sheet that knows all flags.
# tslib is the file that ends in .js: h2o 2.2 does not know what .mjs is.
write_material() {
  local package
  mkdir -p "$1/@lit" "$1/@material" "$1/flag-icons"
  for package in lit lit-html lit-element tslib @lit/reactive-element @material/web; do
    cp -r "$packages/$package" "$1/$package"
  done
  # What is for TypeScript, for development and for Node.
  find "$1" \( -name '*.map' -o -name '*.ts' \) -delete
  rm -rf "$1"/{lit,lit-html,lit-element,@lit/reactive-element}/{development,node}
  cp -r "$packages/flag-icons/css" "$packages/flag-icons/flags" "$1/flag-icons"
  cat >"$1/app.js" <<'END_OF_MODULE'
import { html, render } from 'lit';
import '@material/web/all.js';

const choice = code => html`<md-filter-chip label=${code}></md-filter-chip>`;
render(html`
  <md-outlined-text-field label="Country"></md-outlined-text-field>
  <md-chip-set>${['at', 'be', 'bg', 'cy', 'cz', 'de'].map(choice)}</md-chip-set>
  <md-filled-button>Go</md-filled-button>`, document.querySelector('main'));
await document.querySelector('md-filled-button').updateComplete;
performance.mark('ready');
END_OF_MODULE
  write_style "$1"
}

material_markup() {
  local code
  cat <<'END_OF_MARKUP'
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>All of Material</title>
<!-- figures -->
<script type="importmap">{ "imports": { "lit": "/lit/index.js", "lit/": "/lit/", "lit-html": "/lit-html/lit-html.js", "lit-html/": "/lit-html/", "lit-element/": "/lit-element/", "lit-element/lit-element.js": "/lit-element/lit-element.js", "@lit/reactive-element": "/@lit/reactive-element/reactive-element.js", "@lit/reactive-element/": "/@lit/reactive-element/", "@material/web/": "/@material/web/", "tslib": "/tslib/tslib.es6.js" } }</script>
<link rel="stylesheet" href="/flag-icons/css/flag-icons.min.css">
<link rel="stylesheet" href="/style.css">
<script type="module" src="/app.js"></script>
<h1>All of Material</h1>
<p><span class="fi fi-eu"></span> <span class="fi fi-un"></span></p>
END_OF_MARKUP
  for code in at be bg cy cz de dk ee es fr gr hr hu ie it lt lu lv mt nl; do
    printf '<img src="/flag-icons/flags/4x3/%s.svg" width="64" height="48" alt="%s">\n' "$code" "$code"
  done
  printf '<main></main>\n</html>\n'
}

write_style() {
  cat >"$1/style.css" <<'END_OF_STYLE'
body { max-width: 60rem; margin: 2rem auto; font: 1rem/1.5 sans-serif; color: #222; background: #fdfdfd }
h1 { font-size: 2rem; border-bottom: 1px solid #ccc }
END_OF_STYLE
}
