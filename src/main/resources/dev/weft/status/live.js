// The live page: listens to the server, and shows what it hears.
import { Recording, bytes, element, millis, order, rows, stripes } from "./timeline.js";

const MOST_RECORDINGS = 8;

const several = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const at = (id) => document.getElementById(id);
const recordings = new Map();
const items = new Map();
let source;
let selected = 0;
let shown; // the recording on the page
let drawn = true;

// ---- listening

function listen() {
  const before = source;
  source = new EventSource(`events?connection=${selected}`);
  const on = (name, hear) => source.addEventListener(name, (event) => hear(JSON.parse(event.data)));
  on("overview", overview);
  on("sites", sites);
  on("events", events);
  on("end", () => phase("draining"));
  // Who listens anew is told again what the server still knows.
  source.onopen = () => {
    recordings.forEach((recording) => (recording.renewed = true));
    // Not earlier: where nobody listens for a moment, the server forgets.
    before?.close();
  };
  source.onerror = () => phase("lost");
}

function events({ connection, missed, events: some }) {
  const recording = recordings.get(connection);
  if (recording) {
    const last = recording.renewed ? recording.events.at(-1)?.at ?? -1 : -1;
    const fresh = some.filter((event) => event.at > last);
    recording.renewed = false;
    recording.add(fresh, fresh.length < some.length ? 0 : missed);
    drawn &&= recording !== shown;
  }
}

function phase(text) {
  const badge = at("phase");
  badge.textContent = text;
  badge.className = `badge ${text}`;
}

// ---- connections

function overview({ phase: now, version, open, left, connections }) {
  phase(now);
  const busy = connections.filter((connection) => !connection.closed);
  const streams = busy.reduce((sum, connection) => sum + connection.open, 0);
  at("summary").textContent =
    `${several(open, "connection")}, ${busy.length + left} of HTTP/2, ${several(streams, "stream")} open; weft ${version}`;
  at("no-connections").hidden = connections.length > 0;
  const known = new Set(connections.map((connection) => connection.id));
  for (const [id, item] of items) {
    if (!known.has(id)) {
      item.remove();
      items.delete(id);
    }
  }
  for (const connection of connections) row(connection);
  // A reload goes on with the same connection.
  const wanted = Number(location.hash.slice(1));
  if (!shown && items.has(wanted)) select(wanted);
  if (shown && known.has(shown.connection.id) && !shown.file) facts();
}

function row(connection) {
  let item = items.get(connection.id);
  if (!item) {
    item = element("li");
    const button = element("button", "connection");
    button.type = "button";
    button.append(
      element("span", "id", `#${connection.id}`),
      element("span", "peer"),
      element("span", "hosts"),
      element("span", "sums"),
      element("canvas"));
    button.addEventListener("click", () => select(connection.id));
    item.append(button);
    items.set(connection.id, item);
    at("connections").prepend(item);
  }
  item.connection = connection;
  const button = item.firstChild;
  const [, peer, hosts, sums, canvas] = button.children;
  button.classList.toggle("closed", connection.closed);
  button.setAttribute("aria-pressed", connection.id === selected);
  peer.textContent = connection.peer;
  hosts.textContent = connection.hosts.join(", ") || "no request since you look";
  hosts.title = connection.hosts.join("\n");
  sums.textContent = `${connection.open} open, ${several(connection.requests, "request")}, ${bytes(connection.bytes)}`.replaceAll(/(\d) /g, "$1\u00a0") + " ";
  if (connection.hosts.length > 1) sums.append(element("span", "badge", "coalesced"), " ");
  if (connection.stalls) sums.append(element("span", "badge stall-badge", several(connection.stalls, "stall")), " ");
  if (connection.resets) sums.append(element("span", "badge reset-badge", several(connection.resets, "reset")), " ");
  if (connection.goAway) sums.append(element("span", connection.closed ? "badge" : "badge reset-badge", "GOAWAY"), " ");
  if (connection.closed) sums.append(element("span", "badge", "closed"));
  stripes(canvas, connection.latest);
  const recording = recordings.get(connection.id);
  if (recording) recording.connection = connection;
}

function select(id) {
  selected = id;
  history.replaceState(null, "", `#${id}`);
  let recording = recordings.get(id);
  if (!recording) {
    recording = new Recording(items.get(id).connection);
    recordings.set(id, recording);
    if (recordings.size > MOST_RECORDINGS) recordings.delete(recordings.keys().next().value);
  }
  for (const [other, item] of items) item.firstChild.setAttribute("aria-pressed", other === id);
  show(recording);
  if (at("pause").getAttribute("aria-pressed") === "true") pause();
  else listen();
}

// ---- one connection

function show(recording) {
  shown = recording;
  drawn = false;
  at("save").disabled = false;
  at("detail").hidden = false;
  facts();
}

function facts() {
  const { connection, missed, file, events: all } = shown;
  const parts = [
    file ? `from a file, connection #${connection.id}` : `#${connection.id}`,
    connection.peer,
    connection.hosts.join(", "),
    several(all.length, "event"),
  ];
  if (missed) parts.push(`${missed} earlier ones are not known any more`);
  const goAway = all.findLast((event) => event.kind === "goaway");
  if (goAway) {
    parts.push(
      `GOAWAY ${goAway.received === true ? "from the client" : "sent"}, error ${goAway.error}, after ${millis(goAway.at)}`);
  }
  at("facts").textContent = parts.filter(Boolean).join(" · ");
  at("facts").className = "";
}

function draw() {
  if (!drawn && shown) {
    drawn = true;
    order(at("order"), shown.events);
    at("streams").replaceChildren(...rows(shown.events, shown.connection.hosts));
    facts();
  }
}

// ---- sites and pages

function sites({ sites: all, pages, dropped }) {
  at("sites").replaceChildren(
    ...all.map((site) =>
      cells(site.site, site.connections, site.requests, site.coalesced, site.misdirected,
        site.responses["2xx"], site.responses["3xx"], site.responses["4xx"], site.responses["5xx"])));
  at("pages").hidden = pages.length === 0;
  at("no-pages").hidden = pages.length > 0;
  at("pages").tBodies[0].replaceChildren(
    ...pages.map((page) => {
      const tr = cells(`${page.site}${page.page}`, page.milestone.replaceAll("-", " "), page.count,
        `${page.median} ms`, `${page.p75} ms`, `${page.p95} ms`);
      tr.children[1].className = "";
      return tr;
    }));
  if (dropped) at("no-pages").textContent = `${dropped} reports were too many and left out.`;
  if (dropped) at("no-pages").hidden = false;
}

function cells(name, ...values) {
  const tr = element("tr");
  const first = element("td", "path", name);
  first.title = name;
  tr.append(first, ...values.map((value) => element("td", "number", String(value))));
  return tr;
}

// ---- tools

function pause() {
  const pressed = at("pause").getAttribute("aria-pressed") !== "true";
  at("pause").setAttribute("aria-pressed", pressed);
  at("pause").textContent = pressed ? "Go on" : "Pause";
  if (pressed) {
    source.close();
    phase("paused");
  } else {
    listen();
  }
}

function save() {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([shown.json()], { type: "application/json" }));
  link.download = `weft-connection-${shown.connection.id}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function open(file) {
  at("notice").hidden = true;
  try {
    const recording = Recording.parse(await file.text());
    recording.file = true;
    selected = 0;
    for (const item of items.values()) item.firstChild.setAttribute("aria-pressed", false);
    show(recording);
  } catch (problem) {
    at("notice").textContent = `${file.name}: ${problem.message}`;
    at("notice").hidden = false;
  }
}

at("pause").addEventListener("click", pause);
at("save").addEventListener("click", save);
at("open").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) open(file);
  event.target.value = "";
});
addEventListener("resize", () => (drawn = false));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (drawn = false));
setInterval(() => requestAnimationFrame(draw), 250);
listen();
