package dev.weft.priority;

import java.util.Optional;

/**
 * One reading of a {@code Priority} field, from left to right, by the algorithms of RFC 8941,
 * section 4.2.
 *
 * <p>Only an integer and a boolean are kept; every other value is held to its grammar and skipped.
 * The date is that of RFC 9651. No value nests deeper than an item in an inner list, so the stack
 * is bounded, and each character is looked at once or twice.
 */
final class PriorityField {
  private static final char END = '\uffff'; // no character of any grammar here
  private static final String KEY = "_-.*";
  private static final String TOKEN = "!#$%&'*+-.^_`|~:/";

  /** The two parameters of RFC 9218, section 4; empty where there is none of use. */
  record Told(Optional<Integer> urgency, Optional<Boolean> incremental) {}

  private final String field;
  private int at;

  private PriorityField(String field) {
    this.field = field;
  }

  /** What is told, or empty when the field is no dictionary, or too long. */
  static Optional<Told> read(String field) {
    try {
      return field.length() > Priority.MAX_LENGTH
          ? Optional.empty()
          : Optional.of(new PriorityField(field).dictionary());
    } catch (Malformed malformed) {
      return Optional.empty();
    }
  }

  /** Section 4.2.2, and 9218's keys: the last of equal keys counts, also when it is of no use. */
  private Told dictionary() throws Malformed {
    Optional<Integer> urgency = Optional.empty();
    Optional<Boolean> incremental = Optional.empty();
    skip(" ");
    while (at < field.length()) {
      int start = at;
      key();
      String key = field.substring(start, at);
      Value value = took('=') ? member() : parameters(new Value.Bool(true));
      switch (key) {
        case "u" ->
            urgency =
                value instanceof Value.Int(long n) && n >= 0 && n <= 7
                    ? Optional.of((int) n)
                    : Optional.empty();
        case "i" ->
            incremental =
                value instanceof Value.Bool(boolean on) ? Optional.of(on) : Optional.empty();
        default -> {} // of a later specification
      }
      skip(" \t");
      if (at < field.length()) {
        expect(',');
        skip(" \t");
        check(at < field.length());
      }
    }
    return new Told(urgency, incremental);
  }

  private Value member() throws Malformed {
    return next() == '(' ? innerList() : item();
  }

  /** Section 4.2.1.2. */
  private Value innerList() throws Malformed {
    expect('(');
    skip(" ");
    while (!took(')')) {
      item();
      check(next() == ' ' || next() == ')');
      skip(" ");
    }
    return parameters(Value.OTHER);
  }

  private Value item() throws Malformed {
    return parameters(bareItem());
  }

  /** Section 4.2.3.2: skips the parameters of a value. */
  private Value parameters(Value value) throws Malformed {
    while (took(';')) {
      skip(" ");
      key();
      if (took('=')) {
        bareItem();
      }
    }
    return value;
  }

  private void key() throws Malformed {
    check(isLower(next()) || next() == '*');
    while (isLower(next()) || isDigit(next()) || KEY.indexOf(next()) >= 0) {
      at++;
    }
  }

  /** Section 4.2.3.1. */
  private Value bareItem() throws Malformed {
    char first = next();
    if (first == '-' || isDigit(first)) {
      return number();
    }
    if (isAlpha(first) || first == '*') {
      return token();
    }
    at++;
    return switch (first) {
      case '"' -> string();
      case ':' -> bytes();
      case '?' -> bool();
      case '@' -> date();
      default -> throw new Malformed();
    };
  }

  /** Section 4.2.4: an integer has up to 15 digits, a decimal up to 12 and then 1 to 3. */
  private Value number() throws Malformed {
    int start = at;
    took('-');
    int digits = digits();
    if (!took('.')) {
      check(digits >= 1 && digits <= 15);
      return new Value.Int(Long.parseLong(field, start, at, 10));
    }
    check(digits >= 1 && digits <= 12);
    int fraction = digits();
    check(fraction >= 1 && fraction <= 3);
    return Value.OTHER;
  }

  private Value date() throws Malformed {
    check(number() instanceof Value.Int);
    return Value.OTHER;
  }

  /** Section 4.2.5. */
  private Value string() throws Malformed {
    while (!took('"')) {
      if (took('\\')) {
        check(next() == '"' || next() == '\\');
      }
      check(next() >= ' ' && next() <= '~');
      at++;
    }
    return Value.OTHER;
  }

  /** Section 4.2.6. */
  private Value token() {
    while (isAlpha(next()) || isDigit(next()) || TOKEN.indexOf(next()) >= 0) {
      at++;
    }
    return Value.OTHER;
  }

  /** Section 4.2.7: base64, whose padding may be missing. */
  private Value bytes() throws Malformed {
    int start = at;
    while (isAlpha(next()) || isDigit(next()) || next() == '+' || next() == '/') {
      at++;
    }
    int last = (at - start) % 4;
    check(last != 1);
    if (took('=')) {
      check(last >= 2);
      check(took('=') == (last == 2));
    }
    expect(':');
    return Value.OTHER;
  }

  /** Section 4.2.8. */
  private Value bool() throws Malformed {
    boolean on = took('1');
    if (!on) {
      expect('0');
    }
    return new Value.Bool(on);
  }

  private int digits() {
    int start = at;
    while (isDigit(next())) {
      at++;
    }
    return at - start;
  }

  private char next() {
    return at < field.length() ? field.charAt(at) : END;
  }

  private boolean took(char wanted) {
    if (next() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char wanted) throws Malformed {
    check(took(wanted));
  }

  private void skip(String blanks) {
    while (blanks.indexOf(next()) >= 0) {
      at++;
    }
  }

  private static void check(boolean holds) throws Malformed {
    if (!holds) {
      throw new Malformed();
    }
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isAlpha(char c) {
    return isLower(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** What a key stands for, as far as a priority can use it. */
  private sealed interface Value {
    Value OTHER = new Other();

    record Int(long value) implements Value {}

    record Bool(boolean value) implements Value {}

    record Other() implements Value {}
  }

  /** The field breaks its grammar. No stack trace: a peer decides how often it is thrown. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
      super(null, null, false, false);
    }
  }
}
