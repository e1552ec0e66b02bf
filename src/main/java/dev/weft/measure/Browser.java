package dev.weft.measure;

import java.time.Duration;
import java.util.List;

/** A real browser, started for one run with a profile of its own, without a window. */
sealed interface Browser extends AutoCloseable permits Chromium, Firefox {
  /**
   * Opens a page and waits until it is complete.
   *
   * @return what the browser measured
   * @throws BrowserException when the page does not load, or is not complete in time
   */
  PageLoad load(String url, Duration patience) throws BrowserException, InterruptedException;

  /**
   * The same, and takes pictures meanwhile, which costs the page time.
   *
   * @throws BrowserException when the page does not load, or is not complete in time
   */
  Filmstrip film(String url, Duration patience) throws BrowserException, InterruptedException;

  /** What it calls itself. */
  Product product();

  /**
   * Its requests in their order, once it has ended; none where it does not tell, or was not started
   * to write them down.
   */
  List<Sent> sent() throws BrowserException;

  /** Asks it to end, so that what it keeps in its profile is whole. */
  void quit() throws InterruptedException;

  /** Ends it. */
  @Override
  void close();
}
