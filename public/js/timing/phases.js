// The stages of a request, in order, as spans of time. Empty stages are left out.
export function phasesOf(entry) {
  const answered = entry.finalResponseHeadersStart || entry.responseStart;
  const secure = entry.secureConnectionStart || entry.connectEnd;
  const asked = entry.requestStart || entry.startTime;
  const free = entry.connectEnd > entry.connectStart ? entry.domainLookupStart || entry.connectStart : asked;
  return [
    { id: 'queued', name: 'queued', from: entry.startTime, to: free },
    { id: 'lookup', name: 'name lookup', from: entry.domainLookupStart, to: entry.domainLookupEnd },
    { id: 'connect', name: 'connecting', from: entry.connectStart, to: Math.min(secure, entry.connectEnd) },
    { id: 'secure', name: 'securing (TLS)', from: secure, to: entry.connectEnd },
    { id: 'waiting', name: 'waiting', from: asked, to: answered },
    { id: 'receiving', name: 'receiving', from: answered, to: entry.responseEnd },
  ].filter(({ from, to }) => from >= 0 && to > from);
}
