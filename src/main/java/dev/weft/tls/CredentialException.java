package dev.weft.tls;

/**
 * A certificate or key that cannot be used. The message is one line: the file, the line where it is
 * known, what is there and what was expected.
 */
public final class CredentialException extends Exception {
  private static final long serialVersionUID = 1;

  CredentialException(String where, String problem) {
    super(where + ": " + problem);
  }

  CredentialException(String where, String problem, Throwable cause) {
    super(where + ": " + problem, cause);
  }

  /** The line, which a failure without a message cannot be. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
