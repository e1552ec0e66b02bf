package dev.weft.measure;

/** A run that came to nothing: a browser is missing, ended, took too long or saw an error. */
public final class BrowserException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param message one line for people
   */
  BrowserException(String message) {
    super(message);
  }

  BrowserException(String message, Throwable cause) {
    super(message, cause);
  }
}
