package dev.weft.graph;

import java.util.Map;
import java.util.Set;

/**
 * Character references in the values of attributes (HTML, section 13.2.5.73). Of the two thousand
 * names those are known that stand for ASCII, and so can matter in a URL; others stay as they are.
 */
final class Characters {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("AMP", "&"),
          Map.entry("LT", "<"),
          Map.entry("GT", ">"),
          Map.entry("QUOT", "\""),
          Map.entry("apos", "'"),
          Map.entry("colon", ":"),
          Map.entry("comma", ","),
          Map.entry("commat", "@"),
          Map.entry("dollar", "$"),
          Map.entry("equals", "="),
          Map.entry("excl", "!"),
          Map.entry("lowbar", "_"),
          Map.entry("lpar", "("),
          Map.entry("num", "#"),
          Map.entry("percnt", "%"),
          Map.entry("period", "."),
          Map.entry("plus", "+"),
          Map.entry("quest", "?"),
          Map.entry("rpar", ")"),
          Map.entry("semi", ";"),
          Map.entry("sol", "/"),
          Map.entry("Tab", "\t"),
          Map.entry("NewLine", "\n"));

  /** Those that need no semicolon. */
  private static final Set<String> BARE =
      Set.of("amp", "lt", "gt", "quot", "AMP", "LT", "GT", "QUOT");

  private static final int LONGEST = 8;

  private Characters() {}

  /** A value as it is meant. */
  static String decode(String written) {
    if (written.indexOf('&') < 0) {
      return written;
    }
    StringBuilder decoded = new StringBuilder(written.length());
    int at = 0;
    while (at < written.length()) {
      char c = written.charAt(at++);
      if (c != '&' || at == written.length()) {
        decoded.append(c);
      } else if (written.charAt(at) == '#') {
        at = number(written, at, decoded);
      } else {
        at = name(written, at, decoded);
      }
    }
    return decoded.toString();
  }

  /** At the number sign; returns where to go on. */
  private static int number(String written, int at, StringBuilder decoded) {
    boolean hexadecimal = written.startsWith("x", at + 1) || written.startsWith("X", at + 1);
    int start = at + (hexadecimal ? 2 : 1);
    int end = start;
    int value = 0;
    for (int digit; end < written.length(); end++) {
      digit = Character.digit(written.charAt(end), hexadecimal ? 16 : 10);
      if (digit < 0 || written.charAt(end) > 'f') {
        break;
      }
      value = Math.min(value * (hexadecimal ? 16 : 10) + digit, Character.MAX_CODE_POINT + 1);
    }
    if (end == start) {
      decoded.append('&');
      return at;
    }
    boolean wrong = value == 0 || value > Character.MAX_CODE_POINT;
    decoded.appendCodePoint(wrong ? 0xfffd : value);
    return written.startsWith(";", end) ? end + 1 : end;
  }

  /** After the ampersand; returns where to go on. */
  private static int name(String written, int at, StringBuilder decoded) {
    int end = at;
    while (end < written.length()
        && end - at < LONGEST
        && Character.isLetterOrDigit(written.charAt(end))) {
      end++;
    }
    String name = written.substring(at, end);
    String meant = NAMES.get(name);
    boolean closed = written.startsWith(";", end);
    // In an attribute a name without its semicolon counts only before what cannot be more of it.
    boolean counts = closed || (BARE.contains(name) && !written.startsWith("=", end));
    if (meant == null || !counts) {
      decoded.append('&');
      return at;
    }
    decoded.append(meant);
    return closed ? end + 1 : end;
  }
}
