package dev.weft.http;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The URLs at which the versions of an asset are, as {@code Use-As-Dictionary} says it: a URL
 * pattern without groups (RFC 9842, section 2.1.1). It says nothing of a query, and so stands for
 * every query.
 */
final class MatchPattern {
  /** What browsers encode in a path (URL Standard), and what would be read as an encoding. */
  private static final String ENCODED = " \"#<>?^`{}%\\";

  /** What has a meaning in a pattern (URL Pattern Standard) and none in a path. */
  private static final String ESCAPED = "()*+:";

  private MatchPattern() {}

  /** The pattern of an asset by its path: a hash in the name is anything. */
  static String of(String path) {
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    String hash = CachePolicy.hash(name);
    if (hash == null) {
      return escaped(path);
    }
    int at = slash + 1 + name.lastIndexOf(hash);
    return escaped(path.substring(0, at)) + '*' + escaped(path.substring(at + hash.length()));
  }

  /** A path as it is in a URL. */
  static String encoded(String path) {
    StringBuilder text = new StringBuilder();
    for (byte each : path.getBytes(UTF_8)) {
      char c = (char) (each & 0xff);
      if (c <= ' ' || c >= 0x7f || ENCODED.indexOf(c) >= 0) {
        text.append(String.format("%%%02X", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static String escaped(String path) {
    StringBuilder text = new StringBuilder();
    for (char c : encoded(path).toCharArray()) {
      text.append(ESCAPED.indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return text.toString();
  }
}
