package dev.weft.status;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes JSON (RFC 8259), in ASCII and without a character that means something in HTML. */
final class Json {
  private final StringBuilder text = new StringBuilder(1024);

  private Json() {}

  /** A map of these names and values, in this order. */
  static Map<String, Object> object(Object... pairs) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      members.put((String) pairs[i], pairs[i + 1]);
    }
    return members;
  }

  /** Maps, collections, numbers, booleans, and all else as a string. */
  static String write(Object value) {
    Json json = new Json();
    json.any(value);
    return json.text.toString();
  }

  private void any(Object value) {
    switch (value) {
      case Map<?, ?> members -> {
        String separator = "{";
        for (Map.Entry<?, ?> member : members.entrySet()) {
          text.append(separator);
          string(member.getKey().toString());
          text.append(':');
          any(member.getValue());
          separator = ",";
        }
        text.append(members.isEmpty() ? "{}" : "}");
      }
      case Collection<?> elements -> {
        text.append('[');
        for (Iterator<?> each = elements.iterator(); each.hasNext(); ) {
          any(each.next());
          text.append(each.hasNext() ? "," : "");
        }
        text.append(']');
      }
      case Number number -> text.append(number);
      case Boolean flag -> text.append(flag);
      default -> string(value.toString());
    }
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c >= 0x7f || "\"\\<>&'".indexOf(c) >= 0) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          text.append(Character.forDigit(c >> shift & 0xf, 16));
        }
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
