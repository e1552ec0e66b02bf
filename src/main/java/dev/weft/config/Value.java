package dev.weft.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A value of the file, and where it stands.
 *
 * @param path of its key, such as {@code site[0].index}
 * @param key the last part of it, for messages
 * @param raw as the parser has it
 */
record Value(Findings findings, String path, String key, Object raw, TomlPosition position) {
  private static final int LONGEST_SHOWN = 160;

  Value {
    findings.places().add(path, position);
  }

  /** What the value means; empty when it has another form or is wrong, which is noted. */
  <T> Optional<T> read(Kind<T> kind) {
    try {
      Optional<T> meaning = kind.reading().read(key, raw);
      if (meaning.isEmpty()) {
        mismatch(kind.expected());
      }
      return meaning;
    } catch (IllegalArgumentException e) {
      findings.problem(position, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Notes that the value has not the form it should have. */
  void mismatch(String expected) {
    findings.problem(position, key + ": " + shown() + " (expected: " + expected + ")");
  }

  /** The elements of an array. */
  List<Value> elements(TomlArray array) {
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      String place = path + "[" + i + "]";
      TomlPosition at = Syntax.valueAt(findings.lines(), array.inputPositionOf(i));
      elements.add(new Value(findings, place, key, array.get(i), at));
    }
    return elements;
  }

  private String shown() {
    return switch (raw) {
      case TomlTable _ -> "a table";
      case TomlArray _ -> "an array";
      case String text -> '"' + printable(text) + '"';
      default -> raw.toString();
    };
  }

  /** A line of text for a person, whatever is in it. */
  static String printable(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "..." : line;
  }
}
