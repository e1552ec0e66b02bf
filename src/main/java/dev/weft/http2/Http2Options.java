package dev.weft.http2;

/**
 * What every HTTP/2 connection is held to.
 *
 * @param maxConcurrentStreams SETTINGS_MAX_CONCURRENT_STREAMS, at least 1
 */
public record Http2Options(int maxConcurrentStreams, FrameBudgets budgets) {
  public Http2Options {
    if (maxConcurrentStreams < 1) {
      throw new IllegalArgumentException(
          "max-concurrent-streams: " + maxConcurrentStreams + " (expected: at least 1)");
    }
  }
}
