package dev.weft.blackbox;

import java.io.IOException;
import java.util.List;

/** A real browser without a window, with a new profile that trusts the development authority. */
sealed interface Browser extends AutoCloseable permits Chromium, Firefox {
  /**
   * What a load came to.
   *
   * @param answer what the script's promise resolved to
   * @param failures requests that failed, statuses over 399, errors on the page
   */
  record Load(String answer, List<String> failures) {}

  /**
   * Opens a page with nothing cached and no connection open, and waits for a script in it.
   *
   * @param script an expression that is a promise of a string
   */
  Load load(String url, String script);

  @Override
  void close() throws IOException;
}
