const names = { h2: 'HTTP/2', h3: 'HTTP/3', 'http/1.1': 'HTTP/1.1', 'http/1.0': 'HTTP/1.0' };

export const protocolName = (protocol) => names[protocol] ?? (protocol || 'not told');

// The protocols in use, the most frequent first.
export function protocolsOf(entries) {
  const counts = new Map();
  for (const { nextHopProtocol } of entries) {
    if (nextHopProtocol) counts.set(nextHopProtocol, (counts.get(nextHopProtocol) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([protocol]) => protocol);
}
