// Where the bytes came from. A body without any transfer was in the browser's cache;
// a transfer smaller than the body it stands for was a "not modified".
export function originOf({ transferSize, encodedBodySize, decodedBodySize }) {
  if (transferSize === 0) return decodedBodySize > 0 ? 'cache' : 'unknown';
  return transferSize < encodedBodySize ? 'revalidated' : 'network';
}
