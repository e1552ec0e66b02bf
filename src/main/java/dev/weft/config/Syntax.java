package dev.weft.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.TomlParseError;
import org.tomlj.TomlPosition;

/** Says in our words what the parser found, which lists every token that could have stood there. */
final class Syntax {
  private static final Pattern EXPECTED = Pattern.compile("(.*?),? expected (.*)", Pattern.DOTALL);

  /** Long lists of tokens, and what a person calls them. */
  private static final Map<String, String> CALLED =
      Map.of(
          "', \", ''', \"\"\", a number, a boolean, a date/time, an array, or a table", "a value",
          "a-z, A-Z, 0-9, ', or \"", "a key",
          "a-z, A-Z, 0-9, ', \", a table key, a newline, or end-of-input", "a key or a [table]",
          "a newline or end-of-input", "the end of the line");

  private Syntax() {}

  static String message(TomlParseError error) {
    String message = String.valueOf(error.getMessage());
    Matcher matcher = EXPECTED.matcher(message);
    String told = message;
    if (matcher.matches()) {
      String expected = matcher.group(2);
      told = matcher.group(1) + " (expected: " + CALLED.getOrDefault(expected, expected) + ")";
    }
    return Value.printable(told.substring(0, 1).toLowerCase(Locale.ROOT) + told.substring(1));
  }

  /** Where a value begins that the parser places at the space, break or comment before it. */
  static TomlPosition valueAt(List<String> lines, TomlPosition position) {
    int line = position.line() - 1;
    int column = position.column() - 1;
    while (line < lines.size()) {
      String rest = lines.get(line).substring(Math.min(column, lines.get(line).length()));
      String value = rest.stripLeading();
      if (!value.isEmpty() && !value.startsWith("#")) {
        return TomlPosition.positionAt(line + 1, column + rest.length() - value.length() + 1);
      }
      line++;
      column = 0;
    }
    return position;
  }

  /** Where text goes on. */
  static TomlPosition positionAfter(String text) {
    int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
    return TomlPosition.positionAt(line, text.length() - text.lastIndexOf('\n'));
  }
}
