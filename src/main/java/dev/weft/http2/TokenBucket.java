package dev.weft.http2;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A budget as it is spent: full at first, refilled with time, never above its burst. */
final class TokenBucket {
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Budget budget;
  private final LongSupplier clock;
  private double tokens;
  private long refilled;

  /**
   * @param clock nanoseconds from any beginning, as {@link System#nanoTime}
   */
  TokenBucket(Budget budget, LongSupplier clock) {
    this.budget = budget;
    this.clock = clock;
    this.tokens = budget.burst();
    this.refilled = clock.getAsLong();
  }

  /** Whether one more was within the budget. */
  synchronized boolean take() {
    long now = clock.getAsLong();
    tokens = Math.min(budget.burst(), tokens + (now - refilled) / NANOS * budget.perSecond());
    refilled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
