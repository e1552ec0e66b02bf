package dev.weft.http2;

/**
 * How often a connection may do something.
 *
 * @param burst times at once, at least 1
 * @param perSecond times that come back each second, at least 1
 */
public record Budget(int burst, int perSecond) {
  public Budget {
    check("burst", burst);
    check("per-second", perSecond);
  }

  private static void check(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: at least 1)");
    }
  }
}
