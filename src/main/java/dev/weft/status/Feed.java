package dev.weft.status;

import dev.weft.status.Trace.Extract;
import dev.weft.status.Trace.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one who looks is told, as server-sent events: an overview now and then, the sites more
 * seldom, and of one connection everything that happens.
 */
final class Feed implements AutoCloseable {
  /** Between two calls of {@link #next}. */
  static final long MILLIS = 250;

  /** Connections of an overview; the newest, where there are more. */
  private static final int MOST_CONNECTIONS = 100;

  private static final int MOST_EVENTS = 2000;
  private static final int OVERVIEW_EVERY = 2;
  private static final int SITES_EVERY = 8;

  private final Shown shown;
  private final long selected;
  private @Nullable Trace chosen;
  private long sequence;
  private int calls;

  /**
   * @param selected the connection; 0 for none
   */
  Feed(Shown shown, long selected) {
    this.shown = shown;
    this.selected = selected;
  }

  /** What is new; it may be nothing. */
  String next() {
    StringBuilder messages = new StringBuilder();
    List<Trace> traces = shown.live().traces();
    if (calls % OVERVIEW_EVERY == 0) {
      message(messages, "overview", overview(traces));
    }
    if (calls % SITES_EVERY == 0) {
      message(messages, "sites", sites());
    }
    calls++;
    if (chosen == null && selected != 0) {
      chosen = shown.live().trace(selected); // it may be yet to come
      if (chosen != null) {
        chosen.choose();
      }
    }
    if (chosen != null) {
      Extract extract = chosen.since(sequence, MOST_EVENTS);
      sequence = extract.next();
      if (!extract.events().isEmpty()) {
        message(messages, "events", events(extract));
      }
    }
    return messages.toString();
  }

  /** Whoever looked is gone. */
  @Override
  public void close() {
    if (chosen != null) {
      chosen.leave();
    }
  }

  private static void message(StringBuilder to, String event, Object value) {
    to.append("event: ").append(event).append("\ndata: ").append(Json.write(value)).append("\n\n");
  }

  private Map<String, Object> overview(List<Trace> traces) {
    Shown.Now now = shown.now().get();
    List<Trace> newest =
        traces.subList(Math.max(0, traces.size() - MOST_CONNECTIONS), traces.size());
    return Json.object(
        "phase",
        now.phase().name().toLowerCase(Locale.ROOT),
        "version",
        now.version(),
        "open",
        now.connections(),
        "left",
        traces.size() - newest.size(),
        "connections",
        newest.stream().map(Trace::summary).map(Feed::connection).toList());
  }

  private static Map<String, Object> connection(Summary summary) {
    return Json.object(
        "id", summary.id(),
        "peer", summary.peer(),
        "millis", summary.millis(),
        "hosts", summary.hosts(),
        "open", summary.open(),
        "requests", summary.requests(),
        "bytes", summary.bytes(),
        "stalls", summary.stalls(),
        "resets", summary.resets(),
        "goAway", summary.goAway(),
        "closed", summary.closed(),
        "latest", summary.latest());
  }

  private Map<String, Object> sites() {
    return Json.object(
        "sites",
        shown.now().get().traffic().stream().map(Feed::site).toList(),
        "pages",
        shown.loads().snapshot().stream().map(Feed::page).toList(),
        "dropped",
        shown.loads().dropped());
  }

  private static Map<String, Object> site(Traffic traffic) {
    Traffic.Snapshot snapshot = traffic.snapshot();
    return Json.object(
        "site", snapshot.site(),
        "connections", snapshot.connections(),
        "requests", snapshot.requests(),
        "coalesced", snapshot.coalesced(),
        "misdirected", snapshot.misdirected(),
        "responses", traffic.responses());
  }

  private static Map<String, Object> page(PageLoads.Times times) {
    return Json.object(
        "site", times.site(),
        "page", times.page(),
        "milestone", times.milestone().text(),
        "count", times.count(),
        "median", times.median(),
        "p75", times.p75(),
        "p95", times.p95());
  }

  private Map<String, Object> events(Extract extract) {
    return Json.object(
        "connection",
        selected,
        "missed",
        extract.missed(),
        "events",
        extract.events().stream().map(Feed::event).toList());
  }

  private static Map<String, Object> event(Event event) {
    return switch (event) {
      case Event.Requested e ->
          Json.object(
              "kind", "requested",
              "at", e.micros(),
              "stream", e.stream(),
              "method", e.method(),
              "authority", e.authority(),
              "path", e.path(),
              "urgency", e.urgency(),
              "incremental", e.incremental());
      case Event.Prioritised e ->
          Json.object(
              "kind", "prioritised",
              "at", e.micros(),
              "stream", e.stream(),
              "urgency", e.urgency(),
              "incremental", e.incremental());
      case Event.Queued e -> Json.object("kind", "queued", "at", e.micros(), "stream", e.stream());
      case Event.Left e ->
          Json.object(
              "kind", "left",
              "at", e.micros(),
              "stream", e.stream(),
              "frame", e.content() ? "DATA" : "HEADERS",
              "bytes", e.bytes(),
              "end", e.end());
      case Event.Stalled e ->
          Json.object("kind", "stalled", "at", e.micros(), "stream", e.stream());
      case Event.Reset e ->
          Json.object(
              "kind", "reset",
              "at", e.micros(),
              "stream", e.stream(),
              "error", e.error(),
              "received", e.received());
      case Event.GoAway e ->
          Json.object(
              "kind", "goaway",
              "at", e.micros(),
              "stream", 0,
              "last", e.last(),
              "error", e.error(),
              "received", e.received());
      case Event.Closed e -> Json.object("kind", "closed", "at", e.micros(), "stream", e.stream());
    };
  }
}
