package dev.weft.measure;

import java.time.Duration;

/**
 * How long a client waits.
 *
 * @param handshake for a new connection to be there, TLS included
 * @param idle for the next byte of a server that owes one
 * @param deadline for a response to be complete
 */
record Patience(Duration handshake, Duration idle, Duration deadline) {
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(15);

  /** Where only the deadline is asked for: no longer than that for the rest either. */
  static Patience of(Duration deadline) {
    return new Patience(shorter(HANDSHAKE, deadline), shorter(IDLE, deadline), deadline);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
