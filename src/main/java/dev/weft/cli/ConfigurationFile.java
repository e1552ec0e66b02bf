package dev.weft.cli;

import dev.weft.config.Configuration;
import dev.weft.config.Problem;
import dev.weft.config.TomlConfiguration;
import dev.weft.config.TomlConfiguration.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The file {@code weft.toml} for commands that need all of it to be right. */
final class ConfigurationFile {
  /** Where it is when nobody says. */
  static final Path DEFAULT = Path.of("weft.toml");

  private ConfigurationFile() {}

  /**
   * Reads it.
   *
   * @param err where its warnings are told, a line each
   * @throws IllegalArgumentException with one line for each mistake in it, or one where it cannot
   *     be read
   */
  static Configuration read(Path file, PrintWriter err) {
    try {
      return switch (TomlConfiguration.read(file, Home.certificates())) {
        case Result.Loaded(var configuration, _, var warnings) -> {
          warnings.forEach(each -> err.println("weft: " + Finding.warning(each).problem()));
          err.flush();
          yield configuration;
        }
        case Result.Rejected(var problems) ->
            throw new IllegalArgumentException(
                problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
      };
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--config: " + file + " (expected: a file that can be read)", e);
    }
  }
}
