package dev.weft.blackbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A real browser without a window, with a new profile that trusts an authority of ours. */
sealed interface Browser extends AutoCloseable permits Chromium, Firefox {
  enum Kind {
    CHROMIUM,
    FIREFOX;

    /**
     * Starts one.
     *
     * @param authority the certificate of what it trusts
     * @param hosts names that are this machine, as localhost is
     */
    Browser start(Path authority, String... hosts) throws IOException, InterruptedException {
      return switch (this) {
        case CHROMIUM -> Chromium.start(authority, List.of(hosts));
        case FIREFOX -> Firefox.start(authority, List.of(hosts));
      };
    }
  }

  /**
   * What a load came to.
   *
   * @param answer what the script's promise resolved to
   * @param failures requests that failed, statuses over 399, errors on the page
   */
  record Load(String answer, List<String> failures) {}

  /** A person who goes from page to page, with a cache that is empty at first. */
  interface Visitor extends AutoCloseable {
    /**
     * Goes to a page, and waits for a script in it.
     *
     * @param script an expression that is a promise of a string
     */
    Load visit(String url, String script);

    @Override
    void close();
  }

  /** Somebody new. */
  Visitor visitor();

  /**
   * Opens a page with nothing cached and no connection open, and waits for a script in it.
   *
   * @param script an expression that is a promise of a string
   */
  default Load load(String url, String script) {
    try (Visitor visitor = visitor()) {
      return visitor.visit(url, script);
    }
  }

  @Override
  void close() throws IOException;
}
