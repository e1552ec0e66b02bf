package dev.weft.status;

/** Something that happened on a connection. */
public sealed interface Event {
  /** When, in microseconds since the connection began. */
  long micros();

  /** The stream, or 0 where it is about the connection. */
  int stream();

  /**
   * A request came.
   *
   * @param authority and path as they were sent, cut where they are long
   * @param urgency as decided by then
   */
  record Requested(
      long micros,
      int stream,
      String method,
      String authority,
      String path,
      int urgency,
      boolean incremental)
      implements Event {}

  /** Its response has another priority from now on. */
  record Prioritised(long micros, int stream, int urgency, boolean incremental) implements Event {}

  /** A response, or the next part of it, waits for its turn. */
  record Queued(long micros, int stream) implements Event {}

  /**
   * A frame of a response was handed over for the wire.
   *
   * @param content whether it is DATA, and not HEADERS
   * @param bytes of DATA
   * @param end whether it is the last one of the stream
   */
  record Left(long micros, int stream, boolean content, int bytes, boolean end) implements Event {}

  /** A response had its turn, and there was no room in a window of flow control. */
  record Stalled(long micros, int stream) implements Event {}

  /**
   * RST_STREAM.
   *
   * @param received whether the client sent it
   */
  record Reset(long micros, int stream, int error, boolean received) implements Event {}

  /**
   * GOAWAY.
   *
   * @param last the last stream that may have been looked at
   * @param received whether the client sent it
   */
  record GoAway(long micros, int last, int error, boolean received) implements Event {
    @Override
    public int stream() {
      return 0;
    }
  }

  /** The end of a stream, or of the connection. */
  record Closed(long micros, int stream) implements Event {}
}
