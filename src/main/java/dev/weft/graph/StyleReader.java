package dev.weft.graph;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.graph.StyleText.Reference;
import dev.weft.graph.StyleText.Reference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One pass over the tokens of a style sheet (CSS Syntax, section 4) that keeps its URLs, and what
 * each of them is for.
 */
public final class StyleReader {
  private final byte[] text;
  private final int end;
  private final List<Reference> references = new ArrayList<>();
  private int at;
  private int depth;

  /** Whether an {@code @import} still counts: only others, and layers, come before it. */
  private boolean importing = true;

  /** The at-rule whose block or semicolon is to come; empty outside of one. */
  private String rule = "";

  /** The depth inside {@code @font-face}; 0 outside. */
  private int font;

  private StyleReader(byte[] text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /** What a style sheet refers to. */
  public static StyleText read(byte[] text) {
    return read(text, 0, text.length);
  }

  /** What the style refers to that stands between two bytes of a document. */
  public static StyleText read(byte[] text, int start, int end) {
    StyleReader reader = new StyleReader(text, start, end);
    while (reader.at < end) {
      reader.token();
    }
    return new StyleText(reader.references);
  }

  private void token() {
    int c = text[at];
    switch (c) {
      case '/' -> {
        if (peek(1) == '*') {
          comment();
        } else {
          at++;
        }
      }
      case '"', '\'' -> {
        int start = at + 1;
        if (string() && rule.equals("import")) {
          found(start, at - 1);
        }
      }
      case '@' -> {
        at++;
        rule = name();
        importing &= rule.equals("import") || rule.equals("charset") || rule.equals("layer");
      }
      case '{' -> {
        at++;
        depth++;
        if (rule.equals("font-face")) {
          font = depth;
        }
        importing = false;
        rule = "";
      }
      case '}' -> {
        at++;
        font = font == depth ? 0 : font;
        depth = Math.max(0, depth - 1);
        rule = "";
      }
      case ';' -> {
        at++;
        rule = "";
      }
      default -> {
        if (!namePart(c)) {
          at++;
        } else if (name().equals("url") && at < end && text[at] == '(') {
          url();
        } else if (rule.isEmpty()) {
          importing = false;
        }
      }
    }
  }

  /** At the parenthesis after {@code url}. */
  private void url() {
    at++;
    skipSpace();
    if (at < end && (text[at] == '"' || text[at] == '\'')) {
      int start = at + 1;
      if (string()) {
        found(start, at - 1);
      }
      return;
    }
    int start = at;
    while (at < end && text[at] != ')') {
      at += text[at] == '\\' ? 2 : 1;
    }
    at = Math.min(at, end);
    int last = at;
    while (last > start && space(text[last - 1])) {
      last--;
    }
    found(start, last);
  }

  private void found(int start, int last) {
    if (last <= start || rule.equals("namespace")) {
      return;
    }
    String url = decode(new String(text, start, last - start, UTF_8)).strip();
    boolean imported = rule.equals("import");
    if (imported) {
      rule = "-"; // what follows, such as supports(), is a condition
    }
    if (!url.isEmpty()
        && !url.startsWith("#")
        && !url.regionMatches(true, 0, "data:", 0, 5)
        && (importing || !imported)) {
      Kind kind = imported ? Kind.IMPORT : font > 0 ? Kind.FONT : Kind.IMAGE;
      references.add(new Reference(kind, url, start, last));
    }
  }

  /** Resolves escapes (CSS Syntax, section 4.3.7). */
  private static String decode(String written) {
    if (written.indexOf('\\') < 0) {
      return written;
    }
    StringBuilder decoded = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c != '\\' || i + 1 == written.length()) {
        decoded.append(c);
        continue;
      }
      int value = 0;
      int digits = 0;
      for (int digit; digits < 6 && i + 1 < written.length(); digits++, i++) {
        digit = Character.digit(written.charAt(i + 1), 16);
        if (digit < 0) {
          break;
        }
        value = value * 16 + digit;
      }
      if (digits > 0) {
        decoded.appendCodePoint(value == 0 || value > Character.MAX_CODE_POINT ? 0xfffd : value);
        i += i + 1 < written.length() && space(written.charAt(i + 1)) ? 1 : 0;
      } else if (written.charAt(++i) != '\n') {
        decoded.append(written.charAt(i));
      }
    }
    return decoded.toString();
  }

  /** Whether the string has an end; a line break ends a wrong one. */
  private boolean string() {
    int quote = text[at++];
    while (at < end && text[at] != quote && text[at] != '\n') {
      at += text[at] == '\\' ? 2 : 1;
    }
    boolean closed = at < end && text[at] == quote;
    at = Math.min(at + 1, end);
    return closed;
  }

  private void comment() {
    at += 2;
    while (at < end && !(text[at] == '*' && peek(1) == '/')) {
      at++;
    }
    at = Math.min(at + 2, end);
  }

  private String name() {
    int start = at;
    while (at < end && namePart(text[at])) {
      at += text[at] == '\\' ? 2 : 1;
    }
    at = Math.min(at, end);
    int length = Math.min(at - start, 16); // no name that means something is longer
    return new String(text, start, length, ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private void skipSpace() {
    while (at < end && space(text[at])) {
      at++;
    }
  }

  private int peek(int ahead) {
    return at + ahead < end ? text[at + ahead] : 0;
  }

  private static boolean namePart(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '\\'
        || c < 0;
  }

  private static boolean space(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }
}
