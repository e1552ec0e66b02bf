package dev.weft.http2;

import java.util.concurrent.TimeUnit;

/**
 * How many bytes are given to Jetty, and may lie unsent in the kernel, at once: as many as leave in
 * a few milliseconds. What is given can be overtaken no more, so on a slow link it must be little;
 * on a fast one little would cost many writes.
 *
 * <p>The rate is measured while there is always more to send, over a time that levels out the steps
 * in which the kernel takes it. Guarded by the pump.
 */
final class BatchSize {
  static final int LEAST = 4 << 10;
  static final int MOST = 64 << 10;

  /**
   * TCP finds out what a link can carry, and finds out too little where little is there to send.
   */
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private static final long MEASURED_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final long DRAINED_NANOS = TimeUnit.MILLISECONDS.toNanos(6);

  /** So much in the kernel lasts until it can be given more, also by a late timer. */
  private static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(16);

  /** How long the kernel is left alone before it is asked again. */
  static final long LEAST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  static final long MOST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * Looks without progress before the kernel is given more all the same: it then takes no more, and
   * tells by itself when it does. Who asks a peer that has stopped reading asks for ever.
   */
  static final int MOST_STUCK = 10;

  private int size = MOST;
  private double nanosPerByte;

  /** Bytes written since then, and whether there was always more to send. */
  private long measured;

  private long since;
  private boolean busy;

  /** The rate was found out once. */
  private boolean known;

  /** What the kernel held at the last look, and how many looks in a row found no less. */
  private int held;

  private int stuck;

  int bytes() {
    return size;
  }

  /** Whether the link is so slow, as far as is known, that the kernel is to be asked. */
  boolean limited() {
    return size < MOST;
  }

  /**
   * How long to wait before the kernel is given more.
   *
   * @param unsent bytes that it holds
   * @return nanoseconds; 0 for not at all
   */
  long rest(int unsent) {
    stuck = unsent < held ? 0 : stuck + 1;
    held = unsent;
    int enough = Math.clamp((long) (ENOUGH_NANOS / nanosPerByte), LEAST, MOST);
    if (unsent <= enough || stuck > MOST_STUCK) {
      stuck = 0;
      return 0;
    }
    long surplus = (long) ((unsent - enough) * nanosPerByte);
    return Math.clamp(surplus, LEAST_REST_NANOS, MOST_REST_NANOS);
  }

  /** Nothing is left to send: the time until there is says nothing of the link. */
  void idle() {
    busy = false;
  }

  /**
   * So many bytes were written, and there are more.
   *
   * @param now nanoseconds from any beginning
   * @return whether the size is another one now
   */
  boolean written(long bytes, long now) {
    if (!busy) {
      busy = true;
      since = now;
      measured = 0;
      return false;
    }
    measured += bytes;
    long elapsed = now - since;
    if (elapsed < (known ? MEASURED_NANOS : FIRST_NANOS)) {
      return false;
    }
    nanosPerByte = (double) elapsed / Math.max(1, measured);
    long drained = (long) (DRAINED_NANOS / nanosPerByte);
    int next = Math.clamp(Long.highestOneBit(drained), LEAST, MOST);
    boolean changed = next != size;
    known = true;
    size = next;
    since = now;
    measured = 0;
    return changed;
  }
}
