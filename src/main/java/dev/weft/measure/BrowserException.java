package dev.weft.measure;

import java.util.OptionalInt;

/** A run that came to nothing: a browser is missing, ended, took too long or saw an error. */
public final class BrowserException extends Exception {
  private static final long serialVersionUID = 1;

  /** 0 where it is no status that says it. */
  private final int status;

  /**
   * @param message one line for people
   */
  BrowserException(String message) {
    super(message);
    status = 0;
  }

  BrowserException(String message, Throwable cause) {
    super(message, cause);
    status = 0;
  }

  /** The server answered, and what came is not the page. */
  BrowserException(String url, int status) {
    super(url + ": status " + status);
    this.status = status;
  }

  /** The status of the document, where that is what is wrong. */
  OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
