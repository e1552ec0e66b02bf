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
  private static final long BEGINNING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private static final long MEASURED_NANOS = TimeUnit.MILLISECONDS.toNanos(25);
  private static final long DRAINED_NANOS = TimeUnit.MILLISECONDS.toNanos(6);
  private static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(16);

  private int size = MOST;
  private double nanosPerByte;
  private long measured;
  private long begun;
  private boolean busy;
  private boolean began;

  int bytes() {
    return size;
  }

  /** So many bytes in the kernel last until it can be given more, also by a late timer. */
  int enough() {
    return Math.clamp((long) (ENOUGH_NANOS / nanosPerByte), LEAST, MOST);
  }

  /** How long so many bytes take to leave, as far as was measured. */
  long nanos(int bytes) {
    return (long) (bytes * nanosPerByte);
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
      begun = now;
      measured = 0;
      return false;
    }
    measured += bytes;
    long elapsed = now - begun;
    if (elapsed < (began ? MEASURED_NANOS : BEGINNING_NANOS)) {
      return false;
    }
    nanosPerByte = (double) elapsed / Math.max(1, measured);
    long drained = (long) (DRAINED_NANOS / nanosPerByte);
    int next = Math.clamp(Long.highestOneBit(drained), LEAST, MOST);
    boolean changed = next != size;
    began = true;
    size = next;
    begun = now;
    measured = 0;
    return changed;
  }
}
