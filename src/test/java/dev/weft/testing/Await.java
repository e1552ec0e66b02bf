package dev.weft.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread will bring about, and fails when it does not. */
public final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Await() {}

  /**
   * Asks until the answer is true.
   *
   * @param fact what is waited for, for the message
   */
  public static void await(String fact, Callable<Boolean> holds) throws Exception {
    await(fact, LONGEST, holds);
  }

  /** Asks until the answer is true, for as long as something else cannot make it so. */
  public static void await(String fact, Duration longest, Callable<Boolean> holds)
      throws Exception {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() - deadline >= 0) {
        throw new AssertionError("still not after " + longest.toSeconds() + " s: " + fact);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
  }
}
