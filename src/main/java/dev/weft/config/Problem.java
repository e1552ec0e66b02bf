package dev.weft.config;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1, in characters
 * @param message what is there and what was expected, in one line
 */
public record Problem(Path file, int line, int column, String message) {
  /** By line and column. */
  public static final Comparator<Problem> IN_ORDER =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  /** As compilers write it: {@code weft.toml:12:3: port: 70000 (expected: 0..65535)}. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
