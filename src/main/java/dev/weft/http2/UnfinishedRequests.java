package dev.weft.http2;

import java.util.Iterator;
import java.util.LinkedHashSet;

/**
 * The streams whose request the peer has not ended: where this side closes one first, the peer's
 * frames that cross the closing are no error, while after its own end they are (RFC 9113, section
 * 5.1). Belongs to the thread that parses.
 */
final class UnfinishedRequests {
  /** More than may be open at once, so that forgotten ones were closed long ago. */
  private static final int REMEMBERED = 1024;

  private final LinkedHashSet<Integer> streams = new LinkedHashSet<>();
  private int forgotten;

  void begin(int stream) {
    streams.add(stream);
    if (streams.size() > REMEMBERED) {
      Iterator<Integer> oldest = streams.iterator();
      forgotten = Math.max(forgotten, oldest.next());
      oldest.remove();
    }
  }

  void end(int stream) {
    streams.remove(stream);
  }

  /** Whether the peer may still send on it, in doubt true. */
  boolean contains(int stream) {
    return stream <= forgotten || streams.contains(stream);
  }
}
