package dev.weft.priority;

/** How the streams of a connection share it. */
public enum Scheduling {
  /** By the priority of each stream. */
  PRIORITY,
  /** One turn each, whatever their priorities. */
  ROUND_ROBIN,
  /** One after the other as they were opened, whatever their priorities. */
  FIFO;

  private static final Priority SHARED = new Priority(3, true);

  /** The priority that counts for a stream with the priority {@code signalled}. */
  public Priority effective(Priority signalled) {
    return switch (this) {
      case PRIORITY -> signalled;
      case ROUND_ROBIN -> SHARED;
      case FIFO -> Priority.DEFAULT;
    };
  }
}
