package dev.weft.http2;

import dev.weft.priority.Scheduling;

/**
 * What every HTTP/2 connection is held to.
 *
 * @param maxConcurrentStreams SETTINGS_MAX_CONCURRENT_STREAMS, at least 1
 * @param noRfc7540Priorities whether SETTINGS_NO_RFC7540_PRIORITIES is sent (RFC 9218, section 2.1)
 */
public record Http2Options(
    int maxConcurrentStreams,
    FrameBudgets budgets,
    Scheduling scheduling,
    boolean noRfc7540Priorities) {
  public Http2Options {
    if (maxConcurrentStreams < 1) {
      throw new IllegalArgumentException(
          "max-concurrent-streams: " + maxConcurrentStreams + " (expected: at least 1)");
    }
  }
}
