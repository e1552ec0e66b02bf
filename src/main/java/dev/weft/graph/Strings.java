package dev.weft.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The values of string literals of JavaScript (ECMA-262, section 12.9.4). */
final class Strings {
  private Strings() {}

  /** What the bytes between two quotes mean. A wrong escape stands for itself. */
  static String decode(byte[] text, int start, int end) {
    String raw = new String(text, start, end - start, UTF_8);
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder decoded = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      i = c == '\\' && i + 1 < raw.length() ? escape(raw, i + 1, decoded) : put(c, i, decoded);
    }
    return decoded.toString();
  }

  /** Reads what follows a backslash; returns the index of its last character. */
  private static int escape(String raw, int at, StringBuilder decoded) {
    char c = raw.charAt(at);
    return switch (c) {
      case 'n' -> put('\n', at, decoded);
      case 't' -> put('\t', at, decoded);
      case 'r' -> put('\r', at, decoded);
      case 'b' -> put('\b', at, decoded);
      case 'f' -> put('\f', at, decoded);
      case 'v' -> put('\u000b', at, decoded);
      case '0' -> put('\0', at, decoded);
      case '\r' -> raw.startsWith("\n", at + 1) ? at + 1 : at;
      case '\n', '\u2028', '\u2029' -> at; // a line that goes on
      case 'x' -> hexadecimal(raw, at, at + 1, at + 3, decoded);
      case 'u' -> {
        int close = raw.startsWith("{", at + 1) ? raw.indexOf('}', at) : -1;
        if (close < 0) {
          yield hexadecimal(raw, at, at + 1, at + 5, decoded);
        }
        int last = hexadecimal(raw, at, at + 2, close, decoded);
        yield last == at ? at : close;
      }
      default -> put(c, at, decoded);
    };
  }

  private static int hexadecimal(String raw, int at, int start, int end, StringBuilder decoded) {
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
      value = (value << 4) | digit;
      if (digit < 0 || value > Character.MAX_CODE_POINT) {
        return put(raw.charAt(at), at, decoded);
      }
    }
    decoded.appendCodePoint(value);
    return end - 1;
  }

  private static int put(char c, int at, StringBuilder decoded) {
    decoded.append(c);
    return at;
  }
}
