package dev.weft.blackbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value (RFC 8259) as a browser or a client reports it, read by path; for trusted text only.
 */
record Json(Object value) {
  /** Stands for JSON's null and for what is not there. */
  static final Json NOTHING = new Json("");

  static Json parse(String text) {
    var parser = new Parser(text);
    var value = parser.value();
    parser.expectEnd();
    return new Json(value);
  }

  /** The text as a JSON string. */
  static String quote(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /** The member under these names, one inside the other; {@link #NOTHING} if there is none. */
  Json at(String... names) {
    Json found = this;
    for (String name : names) {
      if (!(found.value instanceof Map<?, ?> members) || !members.containsKey(name)) {
        return NOTHING;
      }
      found = (Json) members.get(name);
    }
    return found;
  }

  boolean has(String name) {
    return value instanceof Map<?, ?> members && members.containsKey(name);
  }

  /** The elements of an array; none of anything else. */
  List<Json> elements() {
    return value instanceof List<?> list ? list.stream().map(Json.class::cast).toList() : List.of();
  }

  String text() {
    return value.toString();
  }

  long number() {
    return value instanceof Double number ? number.longValue() : -1;
  }

  @Override
  public String toString() {
    return value.toString();
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    Object value() {
      space();
      return switch (text.charAt(at)) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> string();
        case 't', 'f', 'n' -> word();
        default -> number();
      };
    }

    void expectEnd() {
      space();
      if (at != text.length()) {
        throw wrong();
      }
    }

    private Map<String, Json> object() {
      var members = new LinkedHashMap<String, Json>();
      at++;
      while (!taken('}')) {
        space();
        var name = string();
        expect(':');
        members.put(name, new Json(value()));
        if (!taken(',')) {
          expect('}');
          break;
        }
      }
      return members;
    }

    private List<Json> array() {
      var elements = new ArrayList<Json>();
      at++;
      while (!taken(']')) {
        elements.add(new Json(value()));
        if (!taken(',')) {
          expect(']');
          break;
        }
      }
      return elements;
    }

    private String string() {
      expect('"');
      var string = new StringBuilder();
      while (text.charAt(at) != '"') {
        char c = text.charAt(at++);
        string.append(c == '\\' ? escaped() : c);
      }
      at++;
      return string.toString();
    }

    private char escaped() {
      char c = text.charAt(at++);
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'u' -> (char) Integer.parseInt(text.substring(at, at += 4), 16);
        default -> c;
      };
    }

    private Object word() {
      for (String word : List.of("true", "false", "null")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("null") ? NOTHING.value : Boolean.valueOf(word);
        }
      }
      throw wrong();
    }

    private Double number() {
      int from = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return Double.valueOf(text.substring(from, at));
    }

    private void space() {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }
    }

    private boolean taken(char c) {
      space();
      if (text.charAt(at) != c) {
        return false;
      }
      at++;
      return true;
    }

    private void expect(char c) {
      if (!taken(c)) {
        throw wrong();
      }
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException("not JSON at " + at + ": " + text);
    }
  }
}
