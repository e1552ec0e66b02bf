package dev.weft.priority;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the streams of a connection get their turns (RFC 9218, section 10).
 *
 * <pre>
 *            one after the other   in shares
 *            by stream id          longest without a turn first
 *          +---------------------+-------------------------------+
 *   u=0    | 5                   |                               |  &lt;- first
 *          +---------------------+-------------------------------+
 *   u=1    |                     |                               |
 *          +---------------------+-------------------------------+
 *   u=2    | 7  11               | 17  19 : 9  3                 |  7 17 7 19 7 9 7 3 7 17 ...
 *          +---------------------+----^---------^----------------+
 *   ...                               |         had turns
 *   u=7    | 13                       new
 *          +-- a turn after 250 ms without one
 * </pre>
 *
 * <p>The first level that has a stream ready gets the turn. In a level, the streams that are not
 * incremental go one after the other: the oldest keeps the connection until it is done, since half
 * a script is no script. Those that are incremental share: whoever had its last turn longest ago
 * goes first. A stream with no turn yet is before all who had one, so that a small file is done in
 * one turn however long the ring is. When both kinds are ready they alternate, a turn each.
 *
 * <p>The place of a stream in the ring is the number of its last turn, and that is all there is to
 * keep: a stream that is pushed back, comes late, moves to another level or was put aside stands
 * where that number puts it, and moving about wins nothing.
 *
 * <p>A less urgent level starves while a more urgent one always has something to send. So a level
 * that was ready for 250 ms and got no turn gets one, whoever waited longest first. Two such turns
 * do not follow each other: where a single turn takes the link long, all levels are late all the
 * time, and the most urgent one must still get every other turn.
 *
 * <p>A turn that was taken and then {@linkplain #park parked} was none. Parking undoes it, so that
 * a stream whose window is closed costs neither itself its place nor its level the turn. Where the
 * connection holds up all of them, their levels wait on: nobody starves for want of its window.
 *
 * <p>Not for use by several threads at once. Every operation takes a time logarithmic in the number
 * of ready streams, {@link #unparkAll} that for each stream it unparks.
 *
 * @param <T> what a stream wants to send next
 */
public final class StreamScheduler<T> {
  private static final long PATIENCE = Duration.ofMillis(250).toNanos();

  private final Scheduling scheduling;
  private final Map<Integer, OpenStream<T>> streams = new HashMap<>();
  private final Set<OpenStream<T>> parked = new HashSet<>();
  private final List<Level<T>> levels =
      IntStream.rangeClosed(0, 7).mapToObj(urgency -> new Level<T>()).toList();

  private long turns;
  private boolean relieved; // whether the last turn was that of a late level
  private @Nullable Taken<T> last;

  /** A turn that was taken, and what it changed. */
  private record Taken<T>(
      OpenStream<T> stream,
      long place,
      Level<T> level,
      long since,
      boolean sharesNext,
      boolean relieved) {}

  /** A scheduler without streams. */
  public StreamScheduler(Scheduling scheduling) {
    this.scheduling = scheduling;
  }

  /** Makes a stream known, or as {@link #adjust} when it is. */
  public void open(int id, Priority priority) {
    if (streams.containsKey(id)) {
      adjust(id, priority);
    } else {
      streams.put(id, new OpenStream<>(id, priority, scheduling.effective(priority)));
    }
  }

  /** Gives a stream another priority, from its next turn on. Does nothing when it is unknown. */
  public void adjust(int id, Priority priority) {
    var stream = streams.get(id);
    if (stream == null) {
      return;
    }
    stream.signalled = priority;
    var effective = scheduling.effective(priority);
    boolean moves = stream.ready && !effective.equals(stream.effective);
    if (moves) {
      level(stream).withdraw(stream);
    }
    stream.effective = effective;
    if (moves) {
      level(stream).enter(stream);
    }
  }

  /** The priority that a stream was opened with or last adjusted to, null when it is unknown. */
  public @Nullable Priority priority(int id) {
    var stream = streams.get(id);
    return stream == null ? null : stream.signalled;
  }

  /**
   * Tells that a stream has something to send. One that is unknown is opened with {@link
   * Priority#DEFAULT}.
   *
   * @throws IllegalStateException when it already holds a turn
   */
  public void push(int id, T turn) {
    if (!streams.containsKey(id)) {
      open(id, Priority.DEFAULT);
    }
    var stream = hold(id, turn);
    level(stream).enter(stream);
  }

  /**
   * Takes the turn that is to go now, null when no stream is ready.
   *
   * @param nanos the time, from any beginning, as {@code System.nanoTime} counts it
   */
  public @Nullable T pop(long nanos) {
    Level<T> urgent = null;
    Level<T> late = null;
    long longest = PATIENCE - 1;
    for (var level : levels) {
      if (level.isEmpty()) {
        continue;
      }
      urgent = urgent == null ? level : urgent;
      long waited = level.waited(nanos);
      if (waited > longest) {
        late = level;
        longest = waited;
      }
    }
    if (urgent == null) {
      return null;
    }
    var level = late == null || relieved ? urgent : late;
    var stream = level.first();
    last = new Taken<>(stream, stream.place, level, level.since, level.sharesNext, relieved);
    level.take(stream, nanos);
    stream.place = ++turns;
    relieved = level != urgent;
    return stream.release();
  }

  /**
   * Puts aside a turn that was popped and cannot go.
   *
   * @throws IllegalStateException when the stream is unknown or holds another turn
   */
  public void park(int id, T turn) {
    var stream = hold(id, turn);
    parked.add(stream);
    if (last != null && last.stream == stream) {
      stream.place = last.place;
      last.level.since = last.since;
      last.level.sharesNext = last.sharesNext;
      relieved = last.relieved;
      last = null;
    }
  }

  /** Makes a parked stream ready, in its place. Does nothing for any other. */
  public void unpark(int id) {
    var stream = streams.get(id);
    if (stream != null && parked.remove(stream)) {
      level(stream).enter(stream);
    }
  }

  /** Makes all parked streams ready, each in its place, as if they had been all the time. */
  public void unparkAll() {
    parked.forEach(stream -> level(stream).rejoin(stream));
    parked.clear();
  }

  /** Takes what a stream held, ready or parked; null when it held nothing. It stays open. */
  public @Nullable T remove(int id) {
    var stream = streams.get(id);
    if (stream == null) {
      return null;
    }
    if (stream.ready) {
      level(stream).withdraw(stream);
    }
    parked.remove(stream);
    return stream.release();
  }

  /** Forgets a stream, and takes what it held; null when it held nothing or is unknown. */
  public @Nullable T close(int id) {
    var turn = remove(id);
    var stream = streams.remove(id);
    if (last != null && last.stream == stream) {
      last = null;
    }
    return turn;
  }

  /** Whether a stream holds a turn that is not parked. */
  public boolean ready(int id) {
    var stream = streams.get(id);
    return stream != null && stream.ready;
  }

  /** Whether no stream is ready. */
  public boolean isEmpty() {
    return levels.stream().allMatch(Level::isEmpty);
  }

  private Level<T> level(OpenStream<T> stream) {
    return levels.get(stream.effective.urgency());
  }

  private OpenStream<T> hold(int id, T turn) {
    var stream = streams.get(id);
    if (stream == null) {
      throw new IllegalStateException("stream " + id + " is not open");
    }
    stream.hold(turn);
    return stream;
  }
}
