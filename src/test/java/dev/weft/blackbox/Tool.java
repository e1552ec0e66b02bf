package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A program of the system that a test needs; without it the test is skipped, and says so. */
public record Tool(Path program) {
  /** The first of these that is on PATH. */
  public static Tool named(String... names) {
    for (String name : names) {
      for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return new Tool(program);
        }
      }
    }
    return Assumptions.abort("needs " + String.join(" or ", names) + " on PATH");
  }

  /** Runs it to its end and returns what it wrote; it must exit with 0. */
  String run(List<String> arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("weft", ".out");
    run(arguments, out);
    String written = Files.readString(out);
    Files.delete(out);
    return written;
  }

  /** Runs it to its end with its standard output in a file; it must exit with 0. */
  void run(List<String> arguments, Path out) throws IOException, InterruptedException {
    Path err = Files.createTempFile("weft", ".err");
    var command = new ArrayList<String>();
    command.add(program.toString());
    command.addAll(arguments);
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    assertEquals(0, exit, () -> program + ": " + read(err) + read(out));
    Files.delete(err);
  }

  String run(String... arguments) throws IOException, InterruptedException {
    return run(Arrays.asList(arguments));
  }

  private static String read(Path file) {
    try {
      String text = Files.readString(file);
      return text.substring(0, Math.min(text.length(), 2000));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
