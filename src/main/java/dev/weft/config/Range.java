package dev.weft.config;

/**
 * The whole numbers from {@code least} to {@code most}; where a value is checked and where one is
 * read.
 */
record Range(long least, long most) {
  /** Zero and everything above. */
  static final Range NATURAL = new Range(0, Long.MAX_VALUE);

  boolean contains(long value) {
    return least <= value && value <= most;
  }

  /** Rejects a value outside, naming it and what was expected. */
  void check(String name, long value) {
    if (!contains(value)) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + this + ")");
    }
  }

  @Override
  public String toString() {
    return most == Long.MAX_VALUE ? "at least " + least : least + ".." + most;
  }
}
