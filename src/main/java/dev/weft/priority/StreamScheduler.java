package dev.weft.priority;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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
  private final Map<Integer, Member<T>> members = new HashMap<>();
  private final Set<Member<T>> parked = new HashSet<>();
  private final List<Level<T>> levels =
      IntStream.rangeClosed(0, 7).mapToObj(urgency -> new Level<T>()).toList();

  private int ready;
  private long turns;
  private boolean relieved;
  private @Nullable Taken<T> last;

  /** A scheduler without streams. */
  public StreamScheduler(Scheduling scheduling) {
    this.scheduling = scheduling;
  }

  /** Makes a stream known, or as {@link #adjust} when it is. */
  public void open(int stream, Priority priority) {
    if (members.containsKey(stream)) {
      adjust(stream, priority);
    } else {
      members.put(stream, new Member<>(stream, priority, scheduling.effective(priority)));
    }
  }

  /** Gives a stream another priority, from its next turn on. Does nothing when it is unknown. */
  public void adjust(int stream, Priority priority) {
    var member = members.get(stream);
    if (member == null) {
      return;
    }
    member.signalled = priority;
    var effective = scheduling.effective(priority);
    if (effective.equals(member.effective)) {
      return;
    }
    boolean moves = isReady(member);
    if (moves) {
      withdraw(member);
    }
    member.effective = effective;
    if (moves) {
      enter(member);
    }
  }

  /** The priority that a stream was opened with or last adjusted to, null when it is unknown. */
  public @Nullable Priority priority(int stream) {
    var member = members.get(stream);
    return member == null ? null : member.signalled;
  }

  /**
   * Tells that a stream has something to send. One that is unknown is opened with {@link
   * Priority#DEFAULT}.
   *
   * @throws IllegalStateException when it already holds a turn
   */
  public void push(int stream, T turn) {
    if (!members.containsKey(stream)) {
      open(stream, Priority.DEFAULT);
    }
    hold(stream, turn);
    enter(member(stream));
  }

  /**
   * Takes the turn that is to go now, null when no stream is ready.
   *
   * @param nanos the time, from any beginning, as {@code System.nanoTime} counts it
   */
  public @Nullable T pop(long nanos) {
    var urgent = mostUrgent();
    if (urgent == null) {
      return null;
    }
    var late = longestLate(nanos);
    boolean relief = late != null && late != urgent && !relieved;
    var level = relief && late != null ? late : urgent;
    var member = level.first();
    last = new Taken<>(member, member.place, level, level.since, level.sharesNext, relieved);
    withdraw(member);
    level.since = nanos;
    level.sharesNext = !member.effective.incremental();
    relieved = relief;
    member.place = ++turns;
    var turn = member.turn;
    member.turn = null;
    return turn;
  }

  /**
   * Puts aside a turn that was popped and cannot go.
   *
   * @throws IllegalStateException when the stream is unknown or holds another turn
   */
  public void park(int stream, T turn) {
    hold(stream, turn);
    var member = member(stream);
    parked.add(member);
    if (last != null && last.member == member) {
      member.place = last.place;
      last.level.since = last.since;
      last.level.sharesNext = last.sharesNext;
      relieved = last.relieved;
      last = null;
    }
  }

  /** Makes a parked stream ready, in its place. Does nothing for any other. */
  public void unpark(int stream) {
    var member = members.get(stream);
    if (member != null && parked.remove(member)) {
      enter(member);
    }
  }

  /** Makes all parked streams ready, each in its place, as if they had been all the time. */
  public void unparkAll() {
    parked.forEach(this::join);
    parked.clear();
  }

  /** Takes what a stream held, ready or parked; null when it held nothing. It stays open. */
  public @Nullable T remove(int stream) {
    var member = members.get(stream);
    if (member == null) {
      return null;
    }
    if (isReady(member)) {
      withdraw(member);
    }
    parked.remove(member);
    var turn = member.turn;
    member.turn = null;
    return turn;
  }

  /** Forgets a stream, and takes what it held; null when it held nothing or is unknown. */
  public @Nullable T close(int stream) {
    var turn = remove(stream);
    var member = members.remove(stream);
    if (last != null && last.member == member) {
      last = null;
    }
    return turn;
  }

  /** Whether a stream holds a turn that is not parked. */
  public boolean ready(int stream) {
    var member = members.get(stream);
    return member != null && isReady(member);
  }

  /** Whether no stream is ready. */
  public boolean isEmpty() {
    return ready == 0;
  }

  private Member<T> member(int stream) {
    var member = members.get(stream);
    if (member == null) {
      throw new IllegalStateException("stream " + stream + " is not open");
    }
    return member;
  }

  private void hold(int stream, T turn) {
    var member = member(stream);
    if (member.turn != null) {
      throw new IllegalStateException("stream " + stream + " already holds a turn");
    }
    member.turn = turn;
  }

  private boolean isReady(Member<T> member) {
    return member.turn != null && !parked.contains(member);
  }

  /** A level that nothing was ready in begins to wait. */
  private void enter(Member<T> member) {
    var level = level(member);
    if (level.isEmpty()) {
      level.waits = false;
    }
    join(member);
  }

  private void join(Member<T> member) {
    level(member).kind(member).add(member);
    ready++;
  }

  private void withdraw(Member<T> member) {
    level(member).kind(member).remove(member);
    ready--;
  }

  private Level<T> level(Member<T> member) {
    return levels.get(member.effective.urgency());
  }

  private @Nullable Level<T> mostUrgent() {
    for (var level : levels) {
      if (!level.isEmpty()) {
        return level;
      }
    }
    return null;
  }

  private @Nullable Level<T> longestLate(long nanos) {
    Level<T> longest = null;
    long most = PATIENCE - 1;
    for (var level : levels) {
      if (!level.isEmpty() && level.waited(nanos) > most) {
        longest = level;
        most = level.waited(nanos);
      }
    }
    return longest;
  }

  /** A stream, and what it wants to send if it wants to. */
  private static final class Member<T> {
    final int stream;
    Priority signalled;
    Priority effective;
    long place; // the number of its last turn, 0 before its first
    @Nullable T turn;

    Member(int stream, Priority signalled, Priority effective) {
      this.stream = stream;
      this.signalled = signalled;
      this.effective = effective;
    }

    long place() {
      return place;
    }

    int stream() {
      return stream;
    }
  }

  /** The ready streams of one urgency. */
  private static final class Level<T> {
    final SortedSet<Member<T>> oneByOne = new TreeSet<>(Comparator.comparingInt(Member::stream));
    final SortedSet<Member<T>> inShares =
        new TreeSet<>(
            Comparator.<Member<T>>comparingLong(Member::place).thenComparingInt(Member::stream));
    boolean sharesNext;
    boolean waits; // whether since counts
    long since; // nanoseconds: its last turn, or the first choice that it could have been

    SortedSet<Member<T>> kind(Member<T> member) {
      return member.effective.incremental() ? inShares : oneByOne;
    }

    boolean isEmpty() {
      return oneByOne.isEmpty() && inShares.isEmpty();
    }

    Member<T> first() {
      boolean shares = oneByOne.isEmpty() || (sharesNext && !inShares.isEmpty());
      return (shares ? inShares : oneByOne).first();
    }

    long waited(long nanos) {
      if (!waits) {
        waits = true;
        since = nanos;
      }
      return nanos - since;
    }
  }

  /** The last turn that was taken, and what it changed. */
  private record Taken<T>(
      Member<T> member,
      long place,
      Level<T> level,
      long since,
      boolean sharesNext,
      boolean relieved) {}
}
