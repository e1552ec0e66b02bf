package dev.weft.origin;

/**
 * An origin of the scheme "https" (RFC 6454, section 4): what a page, and the connection it comes
 * over, belongs to.
 *
 * @param host as in {@link Authority}
 * @param port 0..65535
 */
public record Origin(String host, int port) {
  /** The port that a URL does not name. */
  public static final int HTTPS_PORT = 443;

  private static final String SCHEME = "https://";

  public Origin {
    if (port < 0) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0..65535)");
    }
    Authority _ = new Authority(host, port); // rejects what is none
  }

  /** The origin of an authority; one that names no port is on this one. */
  public static Origin of(Authority authority, int port) {
    return new Origin(
        authority.host(), authority.port() == Authority.NO_PORT ? port : authority.port());
  }

  /**
   * Reads {@code https://host} or {@code https://host:port}.
   *
   * @throws IllegalArgumentException when the text is anything else, such as one with a path
   */
  public static Origin parse(String text) {
    if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new IllegalArgumentException(
          "origin: " + text + " (expected: https://host or https://host:port)");
    }
    return of(Authority.parse(text.substring(SCHEME.length())), HTTPS_PORT);
  }

  public Authority authority() {
    return new Authority(host, port);
  }

  /** In ASCII, without the default port (RFC 6454, section 6.2). */
  @Override
  public String toString() {
    return SCHEME + new Authority(host, port == HTTPS_PORT ? Authority.NO_PORT : port);
  }
}
