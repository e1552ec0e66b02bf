// What happened on one connection: events become streams, streams become rows and blocks. Whatever a
// peer sent is text here and nothing else.

/** Events that are kept of a connection; the oldest go first. */
const MOST_EVENTS = 20000;
/** Streams that are shown; the newest. */
const MOST_ROWS = 120;
const MOST_BLOCKS = 600;
/** A pause between two page loads, in microseconds. */
const PAUSE = 2e6;
/** What the page itself asks for has no end, and would be all there is to see. */
const OWN = "GET /.weft/events";

const dark = matchMedia("(prefers-color-scheme: dark)");

/** A colour that neighbouring streams of a client, 1, 3, 5, do not share. */
export const colour = (stream) =>
  `hsl(${Math.round((stream / 2) * 137.5) % 360} 58% ${dark.matches ? 66 : 42}%)`;

/** A recording of one connection, live or from a file. */
export class Recording {
  constructor(connection) {
    this.connection = connection;
    this.events = [];
    this.missed = 0;
  }

  add(events, missed) {
    this.missed += missed;
    this.events.push(...events);
    const over = this.events.length - MOST_EVENTS;
    if (over > 0) {
      this.events.splice(0, over);
      this.missed += over;
    }
  }

  json() {
    return JSON.stringify(
      { weft: 1, connection: this.connection, missed: this.missed, events: this.events }, null, 1);
  }

  /** Reads what json() wrote; throws for anything else. */
  static parse(text) {
    const { weft, connection, missed, events } = JSON.parse(text);
    if (weft !== 1 || typeof connection !== "object" || !connection || !Array.isArray(events)) {
      throw new Error("no recording of a connection");
    }
    const recording = new Recording({
      id: number(connection.id),
      peer: String(connection.peer ?? ""),
      hosts: Array.isArray(connection.hosts) ? connection.hosts.map(String) : [],
    });
    recording.add(events.filter(valid).slice(-MOST_EVENTS), number(missed));
    return recording;
  }
}

const number = (value) => (Number.isFinite(value) ? value : 0);
const valid = (event) =>
  event && typeof event.kind === "string" && Number.isFinite(event.at) && Number.isFinite(event.stream);

/** The streams of the events, in the order they began. */
export function streams(events) {
  const all = new Map();
  const of = (event) => {
    let stream = all.get(event.stream);
    if (!stream) {
      stream = { id: event.stream, begin: event.at, end: event.at, bytes: 0, stalls: [], resets: [] };
      all.set(event.stream, stream);
    }
    stream.end = Math.max(stream.end, event.at);
    return stream;
  };
  for (const event of events) {
    if (event.stream === 0) continue;
    const stream = of(event);
    switch (event.kind) {
      case "requested":
        stream.request = `${event.method} ${event.path}`;
        stream.authority = String(event.authority);
        stream.urgency = event.urgency;
        stream.incremental = event.incremental === true;
        break;
      case "prioritised":
        stream.urgency = event.urgency;
        stream.incremental = event.incremental === true;
        break;
      case "queued":
        stream.queued ??= event.at;
        break;
      case "left":
        stream.first ??= event.at;
        stream.last = event.at;
        stream.bytes += number(event.bytes);
        break;
      case "stalled":
        stream.stalls.push(event.at);
        break;
      case "reset":
        stream.resets.push(event.at);
        stream.error = `${event.received === true ? "reset by the client" : "reset"}, error ${event.error}`;
        break;
    }
  }
  return [...all.values()];
}

export const bytes = (count) =>
  count < 1000 ? `${count} B`
  : count < 1e6 ? `${(count / 1e3).toFixed(count < 1e4 ? 1 : 0)} kB`
  : count < 1e9 ? `${(count / 1e6).toFixed(1)} MB`
  : `${(count / 1e9).toFixed(2)} GB`;

export const millis = (micros) =>
  micros < 1000 ? `${(micros / 1000).toFixed(2)} ms`
  : micros < 10000 ? `${(micros / 1000).toFixed(1)} ms`
  : micros < 1e6 ? `${Math.round(micros / 1000)} ms`
  : `${(micros / 1e6).toFixed(1)} s`;

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Rows of the table of streams, of those whose request was seen. */
export function rows(events, hosts) {
  const known = streams(events).filter((stream) => stream.request && !stream.request.startsWith(OWN));
  const shown = known.slice(latest(known));
  const begin = Math.min(...shown.map((stream) => stream.begin));
  const span = Math.max(1, Math.max(...shown.map((stream) => stream.end)) - begin);
  return shown.map((stream) => row(stream, hosts, (at) => (100 * (at - begin)) / span));
}

/** Where the streams begin that are shown: behind the last pause, so that their time fills the width. */
function latest(known) {
  let first = Math.max(0, known.length - MOST_ROWS);
  let end = 0;
  known.forEach((stream, i) => {
    if (stream.begin > end + PAUSE) first = Math.max(first, i);
    end = Math.max(end, stream.end);
  });
  return first;
}

function row(stream, hosts, place) {
  const tr = element("tr");
  const name = element("td");
  const swatch = element("span", "swatch");
  swatch.style.background = colour(stream.id);
  name.append(swatch, `S${stream.id}`);
  const urgency = stream.urgency === undefined ? "" : `u=${stream.urgency}${stream.incremental ? ", i" : ""}`;
  const coalesced = stream.authority && stream.authority !== hosts[0];
  const request = (coalesced ? `${stream.authority}: ` : "") + stream.request;
  const path = element("td", "path", request);
  path.title = [request, stream.error].filter(Boolean).join("\n");
  const wait = stream.first !== undefined && stream.queued !== undefined ? stream.first - stream.queued : undefined;
  const time = element("td", "time");
  time.append(track(stream, place));
  tr.append(
    name,
    element("td", "", urgency),
    path,
    element("td", "number", wait === undefined ? "" : millis(wait)),
    element("td", "number", bytes(stream.bytes)),
    time);
  return tr;
}

function track(stream, place) {
  const track = element("div", "track");
  const bar = (className, from, to) => {
    const made = element("i", className);
    made.style.left = `${place(from).toFixed(2)}%`;
    if (to !== undefined) made.style.width = `${(place(to) - place(from)).toFixed(2)}%`;
    track.append(made);
    return made;
  };
  const sent = stream.first ?? stream.end;
  const ready = Math.min(stream.queued ?? sent, sent);
  bar("work", stream.begin, ready);
  if (stream.queued !== undefined) bar("wait", ready, sent);
  if (stream.first !== undefined) bar("send", stream.first, stream.last).style.background = colour(stream.id);
  for (const at of stream.stalls.slice(-20)) bar("stall", at);
  for (const at of stream.resets) bar("reset", at);
  return track;
}

/** A canvas sharp on every screen; its context, and its size in CSS pixels. */
function canvas(of, height) {
  const width = of.clientWidth;
  const scale = devicePixelRatio || 1;
  of.width = Math.round(width * scale);
  of.height = Math.round(height * scale);
  of.style.height = `${height}px`;
  const context = of.getContext("2d");
  context.scale(scale, scale);
  return { context, width };
}

/** The last frames of a connection, a stripe each. */
export function stripes(of, latest) {
  const { context, width } = canvas(of, 18);
  const each = width / 64;
  latest.forEach((stream, i) => {
    context.fillStyle = colour(stream);
    context.fillRect(i * each, 1, Math.max(1, each - 1), 16);
  });
}

/** [S1][S5][S3]: a block for each frame, HEADERS hollow, DATA as wide as it is long. */
export function order(of, events) {
  const height = 22;
  const gap = 3;
  const all = streams(events);
  const own = (stream) => stream.request?.startsWith(OWN);
  // By one that is not known the page began to look.
  const hides = all.some(own) ? (stream) => own(stream) || !stream.request : own;
  const hidden = new Set(all.filter(hides).map((stream) => stream.id));
  const frames = events.filter((event) => event.kind === "left" && !hidden.has(event.stream)).slice(-MOST_BLOCKS);
  const font = "11px system-ui, sans-serif";
  const available = of.clientWidth;
  const measure = of.getContext("2d");
  measure.font = font;
  let x = 0;
  let y = 0;
  const blocks = frames.map((frame) => {
    const text = `S${frame.stream}`;
    const least = measure.measureText(text).width + 8;
    const width = Math.min(available, Math.max(least, Math.min(96, Math.sqrt(number(frame.bytes)) * 0.6)));
    if (x + width > available) {
      x = 0;
      y += height + gap;
    }
    const block = { frame, text, x, y, width };
    x += width + gap;
    return block;
  });
  const { context } = canvas(of, frames.length ? y + height : 0);
  const style = getComputedStyle(document.documentElement);
  context.font = font;
  context.textBaseline = "middle";
  context.textAlign = "center";
  for (const block of blocks) {
    context.fillStyle = context.strokeStyle = colour(block.frame.stream);
    if (block.frame.frame === "DATA") {
      context.fillRect(block.x, block.y, block.width, height);
      context.fillStyle = style.getPropertyValue("--frame-ink");
    } else {
      context.strokeRect(block.x + 0.5, block.y + 0.5, block.width - 1, height - 1);
    }
    context.fillText(block.text, block.x + block.width / 2, block.y + height / 2 + 1);
  }
  of.setAttribute(
    "aria-label", `The last ${frames.length} frames: ${frames.slice(-40).map((frame) => `S${frame.stream}`).join(" ")}`);
}
