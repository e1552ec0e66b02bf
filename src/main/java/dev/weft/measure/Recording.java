package dev.weft.measure;

import java.util.List;

/**
 * What costs a page time to be found out, and is therefore found out in a visit of its own that
 * does not count.
 *
 * @param film what was to be seen
 * @param sent its requests in their order; none where the browser does not tell
 */
public record Recording(Filmstrip film, List<Sent> sent) {
  public Recording {
    sent = List.copyOf(sent);
  }
}
