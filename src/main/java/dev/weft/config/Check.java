package dev.weft.config;

/** Rejects a value, naming it and what was expected. */
final class Check {
  private Check() {}

  static void range(String name, long value, long least, long most) {
    if (value < least || value > most) {
      String expected = most == Long.MAX_VALUE ? "at least " + least : least + ".." + most;
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
