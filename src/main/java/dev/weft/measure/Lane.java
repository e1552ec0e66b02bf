package dev.weft.measure;

import java.util.concurrent.locks.LockSupport;

/**
 * One direction of a link, which all connections share: bytes leave one after the other at its
 * rate, and no more than its queue holds wait for that.
 */
final class Lane {
  /** How long a full queue takes to leave: as much as the buffers of access lines often hold. */
  private static final double QUEUE_SECONDS = 0.1;

  private static final int SMALLEST_QUEUE = 16 << 10;

  private final double nanosPerByte;
  private final long queueNanos;
  private final long delayNanos;
  private long free = System.nanoTime();

  /**
   * @param delayNanos from when a byte has left until it is there
   */
  Lane(long bitsPerSecond, long delayNanos) {
    this.nanosPerByte = 8e9 / bitsPerSecond;
    this.delayNanos = delayNanos;
    this.queueNanos = (long) Math.max(QUEUE_SECONDS * 1e9, SMALLEST_QUEUE * nanosPerByte);
  }

  long delayNanos() {
    return delayNanos;
  }

  /** Bytes that are on the way and in the queue when the link is as full as it can be. */
  long capacity(long roundTripNanos) {
    return (long) ((roundTripNanos + queueNanos) / nanosPerByte);
  }

  /**
   * Waits for room in the queue, and takes it.
   *
   * @return when the last of these bytes will be at the other end, as {@link System#nanoTime}
   */
  long send(int bytes) {
    while (true) {
      long wait;
      synchronized (this) {
        long now = System.nanoTime();
        wait = free - now - queueNanos;
        if (wait <= 0) {
          free = Math.max(now, free) + (long) (bytes * nanosPerByte);
          return free + delayNanos;
        }
      }
      LockSupport.parkNanos(wait);
    }
  }

  static void until(long nanoTime) {
    for (long wait; (wait = nanoTime - System.nanoTime()) > 0; ) {
      LockSupport.parkNanos(wait);
    }
  }
}
