// Writes what es-module-lexer finds in files: a line of JSON for each path on standard input.
// The imports are [kind, start, end, specifier], counted in UTF-16 units; null where it gives up.
import { readFileSync } from 'node:fs';
import { init, parse } from 'es-module-lexer';

await init;
const kinds = {
  'static': 'STATIC',
  'reexport-star': 'STATIC',
  'dynamic': 'DYNAMIC',
  'import-meta': 'META',
};

function imports(source) {
  try {
    return parse(source)[0].map(({ type, start, end, specifier, glob, attributes }) => [
      kinds[type],
      start,
      end,
      glob ? null : (specifier ?? null),
      (attributes ?? []).filter(([key]) => key === 'type').map(([, value]) => value)[0] ?? '',
    ]);
  } catch {
    return null;
  }
}

for (const path of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  console.log(JSON.stringify({ path, imports: imports(readFileSync(path, 'utf8')) }));
}
