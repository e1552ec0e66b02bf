// Writes what es-module-lexer finds in files: a line of JSON for each path in a list.
// Positions count UTF-16 units, after the byte order mark that a browser takes off.
import { readFileSync } from 'node:fs';
import { init, parse } from 'es-module-lexer';

await init;
const kinds = {
  'static': 'STATIC',
  'reexport-star': 'STATIC',
  'dynamic': 'DYNAMIC',
  'import-meta': 'META',
};

function line({ type, start, end, specifier, glob, attributes }) {
  const [, asked = ''] = (attributes ?? []).find(([key]) => key === 'type') ?? [];
  const literal = glob ? null : (specifier ?? null);
  // It counts the quotes of a dynamic import, and not those of a static one.
  const quote = type === 'dynamic' && literal !== null ? 1 : 0;
  return `${kinds[type]} ${start + quote}-${end - quote} ${asked} ${literal ?? ''}`;
}

function imports(source) {
  try {
    return parse(source)[0].map(line);
  } catch (e) {
    return [`gave up: ${e.message}`];
  }
}

for (const path of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const source = new TextDecoder().decode(readFileSync(path));
  console.log(JSON.stringify({ path, imports: imports(source) }));
}
