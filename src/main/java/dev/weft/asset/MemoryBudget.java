package dev.weft.asset;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies may still be held in memory, by all sites together. */
final class MemoryBudget {
  private final AtomicLong left;

  MemoryBudget(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** Takes that many bytes; false, and nothing taken, when there are not so many. */
  boolean take(long bytes) {
    long now = left.getAndUpdate(free -> free >= bytes ? free - bytes : free);
    return now >= bytes;
  }

  void release(long bytes) {
    left.addAndGet(bytes);
  }
}
