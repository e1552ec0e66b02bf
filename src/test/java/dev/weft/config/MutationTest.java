package dev.weft.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weft.config.TomlConfiguration.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to a good file, reading it ends in a configuration or in problems of one line.
 */
class MutationTest {
  private static final int ROUNDS = 600;
  private static final String[] PIECES = {
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "\\",
    ",",
    ".",
    "#",
    "\n",
    "\r",
    "\0",
    "\u00e9",
    "\uD83D\uDE80",
    "\uFEFF",
    "-1",
    "99999999999999999999",
    "1e999",
    "nan",
    "true",
    "2026-13-99",
    "07:61:00",
    "[[site]]\n",
    "[listen]\n",
    "\"\\uD800\"",
    "a.b.c",
    "\u2028",
    "\u007f",
  };

  @TempDir Path folder;

  @Test
  void mutatedFileIsLoadedOrRejected() throws IOException {
    long seed = 20261123;
    var random = new Random(seed);
    Files.createDirectories(folder.resolve("public"));
    var file = folder.resolve("weft.toml");
    var good =
        Files.readString(Path.of("src/main/examples/weft.toml"))
            .replaceAll("(?m)^# .*\n", "")
            .replaceAll("(?m)^#(?=[\\[a-z])", "");
    for (int round = 0; round < ROUNDS; round++) {
      var text = new StringBuilder(good);
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        mutate(text, random);
      }
      Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
      var told = "seed " + seed + ", round " + round + ":\n" + text;
      switch (read(file, told)) {
        case Result.Loaded loaded -> assertFalse(loaded.configuration().sites().isEmpty(), told);
        case Result.Rejected(var problems) -> {
          assertFalse(problems.isEmpty(), told);
          for (var problem : problems) {
            assertTrue(problem.toString().matches("[\\P{Cntrl}]+"), () -> problem + "\n" + told);
            assertTrue(problem.line() <= text.chars().filter(c -> c == '\n').count() + 1, told);
          }
        }
      }
    }
  }

  private Result read(Path file, String told) throws IOException {
    try {
      return TomlConfiguration.read(file, folder);
    } catch (RuntimeException | Error e) {
      return fail(told, e);
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int length = Math.min(1 + random.nextInt(12), text.length() - at);
    switch (random.nextInt(5)) {
      case 0 -> text.delete(at, at + length);
      case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
      case 2 -> text.insert(at, text.substring(at, at + length));
      case 3 -> text.setCharAt(at, (char) random.nextInt(0x80));
      default -> {
        var piece = text.substring(at, at + length);
        text.delete(at, at + length).insert(random.nextInt(text.length()), piece);
      }
    }
  }
}
