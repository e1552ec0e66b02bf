package dev.weft.status;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happens on one connection, kept while somebody looks: the latest events, and sums.
 *
 * <p>Where nobody looks, all of it costs one look at {@link #on}. Its monitor guards its fields,
 * and arithmetic on them is all that happens under it.
 */
public final class Trace {
  /** Events of a connection; what is looked at is told of four times a second. */
  static final int MOST_EVENTS = 2048;

  /** Frames that an overview shows. */
  static final int LATEST = 64;

  private static final int MOST_HOSTS = 16;
  private static final int LONGEST_TEXT = 200;

  private final Live live;
  private final long id;
  private final @Nullable SocketAddress peer;
  private final long begin = System.nanoTime();

  private final ArrayDeque<Event> events = new ArrayDeque<>(0);
  private final ArrayDeque<Integer> latest = new ArrayDeque<>(0);
  private final Set<String> hosts = new LinkedHashSet<>();
  private final Set<Integer> open = new HashSet<>();
  private boolean recording;
  private long next;
  private long requests;
  private long bytes;
  private long stalls;
  private long resets;
  private boolean goAway;
  private boolean closed;

  /** Nobody will clear it any more, so that it keeps nothing more. */
  private boolean gone;

  Trace(Live live, long id, @Nullable SocketAddress peer) {
    this.live = live;
    this.id = id;
    this.peer = peer;
  }

  /**
   * The sums of a connection since somebody looks.
   *
   * @param millis its age
   * @param open streams that were opened since then and are not closed
   * @param hosts that were asked for, the first of them first; more than one are coalesced
   * @param latest the streams of the last frames, in the order they left
   */
  public record Summary(
      long id,
      String peer,
      long millis,
      List<String> hosts,
      int open,
      long requests,
      long bytes,
      long stalls,
      long resets,
      boolean goAway,
      boolean closed,
      List<Integer> latest) {}

  /**
   * Events in a row.
   *
   * @param from the number of the first of them
   * @param missed events before it that are no longer known
   */
  public record Extract(long from, long missed, List<Event> events) {
    long next() {
      return from + events.size();
    }
  }

  public long id() {
    return id;
  }

  /** Whether somebody looks; what nobody looks at need not be told. */
  public boolean on() {
    return live.watched();
  }

  /** A request came, with this priority. */
  public void requested(
      int stream, String method, String authority, String path, int urgency, boolean incremental) {
    add(
        new Event.Requested(
            micros(), stream, cut(method), cut(authority), cut(path), urgency, incremental));
  }

  /** The priority of a response changed. */
  public void prioritised(int stream, int urgency, boolean incremental) {
    add(new Event.Prioritised(micros(), stream, urgency, incremental));
  }

  /** A response, or a part of it, waits for its turn. */
  public void queued(int stream) {
    add(new Event.Queued(micros(), stream));
  }

  /** A frame of a response left: DATA of so many bytes, or HEADERS. */
  public void left(int stream, boolean content, int length, boolean end) {
    add(new Event.Left(micros(), stream, content, length, end));
  }

  /** There was no window for a response. */
  public void stalled(int stream) {
    add(new Event.Stalled(micros(), stream));
  }

  /** RST_STREAM came or went. */
  public void reset(int stream, int error, boolean received) {
    add(new Event.Reset(micros(), stream, error, received));
  }

  /** GOAWAY came or went. */
  public void goAway(int last, int error, boolean received) {
    add(new Event.GoAway(micros(), last, error, received));
  }

  /** A stream ended. */
  public void closed(int stream) {
    add(new Event.Closed(micros(), stream));
  }

  /** The connection begins; to be told whether or not somebody looks. */
  public void open() {
    live.open(this);
  }

  /** The connection ended; to be told if its beginning was. */
  public void close() {
    if (on()) {
      add(new Event.Closed(micros(), 0));
    }
    synchronized (this) {
      gone = true;
    }
    live.close(this);
  }

  private long micros() {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "\u2026" : text;
  }

  private synchronized void add(Event event) {
    count(event);
    recording = recording || (!gone && live.takePlace());
    if (recording) {
      if (events.size() == MOST_EVENTS) {
        events.removeFirst();
      }
      events.addLast(event);
      next++;
    }
  }

  private void count(Event event) {
    switch (event) {
      case Event.Requested request -> {
        requests++;
        open.add(request.stream());
        if (hosts.size() < MOST_HOSTS) {
          hosts.add(request.authority());
        }
      }
      case Event.Left frame -> {
        bytes += frame.bytes();
        if (latest.size() == LATEST) {
          latest.removeFirst();
        }
        latest.addLast(frame.stream());
      }
      case Event.Stalled _ -> stalls++;
      case Event.Reset _ -> resets++;
      case Event.GoAway _ -> goAway = true;
      case Event.Closed end -> {
        open.remove(end.stream());
        closed |= end.stream() == 0;
      }
      case Event.Prioritised _, Event.Queued _ -> {}
    }
  }

  /** The sums as they are now. */
  synchronized Summary summary() {
    return new Summary(
        id,
        peer == null ? "" : peer.toString().replaceFirst("^/", ""),
        micros() / 1000,
        List.copyOf(hosts),
        open.size(),
        requests,
        bytes,
        stalls,
        resets,
        goAway,
        closed,
        List.copyOf(latest));
  }

  /** The events from a number on, at most so many. */
  synchronized Extract since(long number, int most) {
    long first = next - events.size();
    long from = Math.max(first, number);
    List<Event> some = new ArrayList<>(events).subList((int) (from - first), events.size());
    return new Extract(
        from, from - number, List.copyOf(some.subList(0, Math.min(most, some.size()))));
  }

  /** Forgets everything, since nobody looks any more. */
  synchronized void clear() {
    events.clear();
    latest.clear();
    hosts.clear();
    open.clear();
    requests = 0;
    bytes = 0;
    stalls = 0;
    resets = 0;
    if (recording) {
      recording = false;
      live.leavePlace();
    }
  }
}
