package dev.weft.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request in its one canonical form, decoded once. Whatever could be read in two ways
 * is not a path: empty and dot segments, encoded slashes, backslashes, parameters, controls, broken
 * UTF-8.
 *
 * @param decoded begins with a slash and ends with one only if it is "/": {@code /js/app.js}
 * @param slash whether the request ended with a slash
 */
public record RequestPath(String decoded, boolean slash) {
  private static final int LONGEST = 4096;

  /**
   * The canonical form of a raw path (RFC 3986, section 3.3); null if it is ambiguous or malformed.
   */
  public static @Nullable RequestPath parse(String raw) {
    int length = raw.length();
    if (length == 0 || length > LONGEST || raw.charAt(0) != '/') {
      return null;
    }
    boolean plain = true;
    for (int i = 1, start = 1; i <= length; i++) {
      char c = i == length ? '/' : raw.charAt(i);
      if (c == '/') {
        boolean last = i == length && start == length;
        if (!last && !segment(raw, start, i)) {
          return null;
        }
        start = i + 1;
      } else if (c == '%') {
        plain = false;
      } else if (!pathCharacter(c)) {
        return null;
      }
    }
    boolean slash = raw.charAt(length - 1) == '/';
    String path = slash && length > 1 ? raw.substring(0, length - 1) : raw;
    if (plain) {
      return new RequestPath(path, slash);
    }
    String decoded = decode(path);
    return decoded == null ? null : new RequestPath(decoded, slash);
  }

  /** The last segment: the name of the file, if it is one. */
  public String name() {
    return decoded.substring(decoded.lastIndexOf('/') + 1);
  }

  /** Not empty, and not a dot segment in any spelling: browsers remove those before they ask. */
  private static boolean segment(String raw, int start, int end) {
    int dots = 0;
    for (int i = start; i < end; i++, dots++) {
      if (raw.startsWith("%2e", i) || raw.startsWith("%2E", i)) {
        i += 2;
      } else if (raw.charAt(i) != '.') {
        return true;
      }
    }
    return dots > 2;
  }

  /**
   * {@code pchar} without ";", whose meaning as a parameter is disputed; "%" is checked when
   * decoded.
   */
  private static boolean pathCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || "-._~!$&'()*+,=:@".indexOf(c) >= 0;
  }

  private static @Nullable String decode(String path) {
    ByteBuffer bytes = ByteBuffer.allocate(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        bytes.put((byte) c);
        continue;
      }
      int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
      int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
      int octet = high << 4 | low;
      if (high < 0 || low < 0 || octet < 0x20 || octet == 0x7f || octet == '/' || octet == '\\') {
        return null;
      }
      bytes.put((byte) octet);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
