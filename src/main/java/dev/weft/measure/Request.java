package dev.weft.measure;

import java.util.Set;

/**
 * What a client asks an origin for.
 *
 * @param method of HTTP
 * @param path with the query, from the first slash on
 */
record Request(String method, String path) {
  /** RFC 9110, section 9.2.2. */
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  Request {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path: " + path + " (expected: /...)");
    }
  }

  static Request get(String path) {
    return new Request("GET", path);
  }

  /** Whether doing it twice is the same as doing it once. */
  boolean idempotent() {
    return IDEMPOTENT.contains(method);
  }
}
