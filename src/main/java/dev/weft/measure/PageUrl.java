package dev.weft.measure;

import java.net.URI;

/** The rule for the URL of a page that is to be loaded. */
final class PageUrl {
  private static final String SCHEME = "https";
  private static final int PORT = 443;

  private PageUrl() {}

  /**
   * The URL with its scheme in lower case (RFC 3986, section 3.1).
   *
   * @throws IllegalArgumentException with one line where it is no https URL with a host and a port
   *     that there can be, or has a user
   */
  static URI canonical(URI url) {
    if (!SCHEME.equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException("url: " + url + " (expected: https://host/...)");
    }
    if (url.getRawUserInfo() != null) {
      // Which is not repeated, here or in any report: it may be a password.
      throw new IllegalArgumentException(
          "url: "
              + url.toString().replace(url.getRawUserInfo() + "@", "")
              + " with a user (expected: https://host/...)");
    }
    if (port(url) < 1 || port(url) > 65535) {
      throw new IllegalArgumentException("url: " + url + " (expected: a port of 1..65535)");
    }
    return URI.create(SCHEME + url.toString().substring(SCHEME.length()));
  }

  static int port(URI url) {
    return url.getPort() < 0 ? PORT : url.getPort();
  }
}
