package dev.weft.status;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What happens on one connection, kept while somebody looks: sums, and events.
 *
 * <p>Of every connection the first events are kept, so that a page load can be looked at when it is
 * over. After those it is sums alone, until somebody chooses the connection: from then on the
 * latest events are kept. So a busy connection costs little more than counting.
 *
 * <p>Where nobody looks, all of it costs one look at {@link #on}. Its monitor guards its fields,
 * and arithmetic on them is all that happens under it.
 */
public final class Trace {
  /** Events of a connection; a page of 600 files is some 3,000. */
  static final int MOST_EVENTS = 4096;

  /** Frames that an overview shows. */
  static final int LATEST = 64;

  private static final int MOST_HOSTS = 16;
  private static final int LONGEST_TEXT = 200;

  private final Live live;
  private final long id;
  private final @Nullable SocketAddress peer;
  private final long begin = System.nanoTime();

  private final ArrayDeque<Event> events = new ArrayDeque<>(0);
  private final int[] latest = new int[LATEST];
  private final Set<String> hosts = new LinkedHashSet<>();
  private String lastHost = "";
  private long frames;
  private int open;
  private long requests;
  private long bytes;
  private long stalls;
  private long resets;
  private boolean goAway;
  private boolean closed;

  /** The number of the next event, and those that have none because they were not kept. */
  private long next;

  private long skipped;

  /** How many have chosen this connection, and whether it has one of the places of all others. */
  private int chosen;

  private boolean placed;

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
   * @param missed events that are no longer known, or were not kept
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
  public synchronized void requested(
      int stream, String method, String authority, String path, int urgency, boolean incremental) {
    requests++;
    open++;
    if (!authority.equals(lastHost) && hosts.size() < MOST_HOSTS) {
      lastHost = authority;
      hosts.add(cut(authority));
    }
    if (keeps()) {
      keep(
          new Event.Requested(
              micros(), stream, cut(method), cut(authority), cut(path), urgency, incremental));
    }
  }

  /** The priority of a response changed. */
  public synchronized void prioritised(int stream, int urgency, boolean incremental) {
    if (keeps()) {
      keep(new Event.Prioritised(micros(), stream, urgency, incremental));
    }
  }

  /** A response, or a part of it, waits for its turn. */
  public synchronized void queued(int stream) {
    if (keeps()) {
      keep(new Event.Queued(micros(), stream));
    }
  }

  /** A frame of a response left: DATA of so many bytes, or HEADERS. */
  public synchronized void left(int stream, boolean content, int length, boolean end) {
    bytes += length;
    latest[(int) (frames++ % LATEST)] = stream;
    if (keeps()) {
      keep(new Event.Left(micros(), stream, content, length, end));
    }
  }

  /** There was no window for a response. */
  public synchronized void stalled(int stream) {
    stalls++;
    if (keeps()) {
      keep(new Event.Stalled(micros(), stream));
    }
  }

  /** RST_STREAM came or went. */
  public synchronized void reset(int stream, int error, boolean received) {
    resets++;
    if (keeps()) {
      keep(new Event.Reset(micros(), stream, error, received));
    }
  }

  /** GOAWAY came or went. */
  public synchronized void goAway(int last, int error, boolean received) {
    goAway = true;
    if (keeps()) {
      keep(new Event.GoAway(micros(), last, error, received));
    }
  }

  /** A stream ended. */
  public synchronized void closed(int stream) {
    open = Math.max(0, open - 1); // it may have been opened before somebody looked
    if (keeps()) {
      keep(new Event.Closed(micros(), stream));
    }
  }

  /** The connection begins; to be told whether or not somebody looks. */
  public void open() {
    live.open(this);
  }

  /** The connection ended; to be told if its beginning was. */
  public void close() {
    synchronized (this) {
      closed = true;
      if (on() && keeps()) {
        keep(new Event.Closed(micros(), 0));
      }
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

  /** Whether one more event is to be kept; counts it if not. */
  private boolean keeps() {
    if (chosen > 0 || (events.size() < MOST_EVENTS && (placed || takePlace()))) {
      return true;
    }
    skipped++;
    return false;
  }

  private boolean takePlace() {
    placed = !gone && live.takePlace();
    return placed;
  }

  private void keep(Event event) {
    if (events.size() == MOST_EVENTS) {
      events.removeFirst();
    }
    events.addLast(event);
    next++;
  }

  /** Somebody wants to know all that happens from now on. */
  synchronized void choose() {
    chosen++;
  }

  /** As many times as it was chosen. */
  synchronized void leave() {
    chosen--;
  }

  /** The sums as they are now. */
  synchronized Summary summary() {
    return new Summary(
        id,
        peer == null ? "" : peer.toString().replaceFirst("^/", ""),
        micros() / 1000,
        List.copyOf(hosts),
        open,
        requests,
        bytes,
        stalls,
        resets,
        goAway,
        closed,
        latest());
  }

  private List<Integer> latest() {
    return LongStream.range(Math.max(0, frames - LATEST), frames)
        .mapToObj(frame -> latest[(int) (frame % LATEST)])
        .toList();
  }

  /** The events from a number on, at most so many. */
  synchronized Extract since(long number, int most) {
    long first = next - events.size();
    long from = Math.max(first, number);
    List<Event> some = new ArrayList<>(events).subList((int) (from - first), events.size());
    Extract extract =
        new Extract(
            from,
            from - number + skipped,
            List.copyOf(some.subList(0, Math.min(most, some.size()))));
    skipped = 0;
    return extract;
  }

  /** Forgets everything, since nobody looks any more. */
  synchronized void clear() {
    events.clear();
    frames = 0;
    hosts.clear();
    lastHost = "";
    open = 0;
    skipped = 0;
    requests = 0;
    bytes = 0;
    stalls = 0;
    resets = 0;
    if (placed) {
      placed = false;
      live.leavePlace();
    }
  }
}
