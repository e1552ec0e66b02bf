package dev.weft.status;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The connections there are, each with its {@link Trace}, and whether somebody looks at them.
 *
 * <p>Bounded: so many who look, so many connections whose events are kept beside those that they
 * have chosen, so many connections that ended and are still shown.
 */
public final class Live {
  static final int MOST_WATCHERS = 8;
  static final int MOST_RECORDED = 32;
  static final int MOST_CLOSED = 16;

  private final Map<Long, Trace> open = new ConcurrentHashMap<>();
  private final ArrayDeque<Trace> closed = new ArrayDeque<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger recorded = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private int watchers;
  private volatile boolean watched;

  /** Somebody who looks, until closed. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /** For a connection that may begin. */
  public Trace trace(@Nullable SocketAddress peer) {
    return new Trace(this, ids.incrementAndGet(), peer);
  }

  void open(Trace trace) {
    open.put(trace.id(), trace);
  }

  void close(Trace trace) {
    open.remove(trace.id());
    Trace oldest = trace;
    synchronized (this) {
      if (watched) {
        closed.addLast(trace);
        oldest = closed.size() > MOST_CLOSED ? closed.removeFirst() : null;
      }
    }
    if (oldest != null) {
      oldest.clear();
    }
  }

  /** Somebody looks from now on; null where enough do. */
  public synchronized @Nullable Watch watch() {
    if (watchers == MOST_WATCHERS || ended()) {
      return null;
    }
    watchers++;
    watched = true;
    return this::leave;
  }

  private void leave() {
    List<Trace> all;
    synchronized (this) {
      watchers--;
      if (watchers > 0) {
        return;
      }
      watched = false;
      all = new ArrayList<>(open.values());
      all.addAll(closed);
      closed.clear();
    }
    all.forEach(Trace::clear);
  }

  boolean watched() {
    return watched;
  }

  /** Whether the events of one more connection may be kept. */
  boolean takePlace() {
    int now = recorded.get();
    return now < MOST_RECORDED && recorded.compareAndSet(now, now + 1);
  }

  void leavePlace() {
    recorded.decrementAndGet();
  }

  /** The connection of this number; null where there is none, or no longer. */
  @Nullable Trace trace(long id) {
    return traces().stream().filter(trace -> trace.id() == id).findFirst().orElse(null);
  }

  /** How many connections there are. */
  public int connections() {
    return open.size();
  }

  /** Those there are, and the last of those that were; the oldest first. */
  List<Trace> traces() {
    List<Trace> all = new ArrayList<>(open.values());
    synchronized (this) {
      all.addAll(closed);
    }
    all.sort(Comparator.comparingLong(Trace::id));
    return all;
  }

  /** Nobody may look any more: the server stops. */
  public void end() {
    end.countDown();
  }

  boolean ended() {
    return end.getCount() == 0;
  }

  /** Waits for so long, or until the end; whether it is the end. */
  boolean pause(long millis) throws InterruptedException {
    return end.await(millis, TimeUnit.MILLISECONDS);
  }
}
