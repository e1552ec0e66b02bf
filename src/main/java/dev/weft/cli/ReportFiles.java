package dev.weft.cli;

import dev.weft.measure.HarReport;
import dev.weft.measure.HtmlReport;
import dev.weft.measure.JsonReport;
import dev.weft.measure.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files that a measurement is written to, beside the table for the terminal. */
final class ReportFiles {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write a page with waterfalls and a filmstrip; it takes one more run of each variant.")
  private @Nullable Path html;

  @Option(
      names = "--har",
      paramLabel = "FILE",
      description = "Write every run as a page of an HTTP Archive.")
  private @Nullable Path har;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every run to a file; - is standard output, instead of the table.")
  private @Nullable Path json;

  /** Whether there is a place for what is recorded. */
  boolean recording() {
    return html != null;
  }

  /** Whether standard output is for programs. */
  boolean jsonToOut() {
    return json != null && json.toString().equals("-");
  }

  /**
   * Each is a file of its own, and only JSON is for standard output.
   *
   * @throws IllegalArgumentException when that is not so
   */
  void requireApart() {
    Map<Path, String> taken = new HashMap<>();
    requireApart("html", html, taken);
    requireApart("har", har, taken);
    requireApart("json", jsonToOut() ? null : json, taken);
  }

  private static void requireApart(String option, @Nullable Path file, Map<Path, String> taken) {
    if (file == null) {
      return;
    }
    if (file.toString().equals("-")) {
      throw new IllegalArgumentException(option + ": - (expected: a file)");
    }
    String other = taken.putIfAbsent(file.toAbsolutePath().normalize(), option);
    if (other != null) {
      throw new IllegalArgumentException(
          option + ": " + file + " (expected: another file than that of " + other + ")");
    }
  }

  /** Found out before the runs, which take a while. */
  void requireWritable() throws IOException {
    requireWritable("html", html);
    requireWritable("har", har);
    requireWritable("json", jsonToOut() ? null : json);
  }

  /** Found out before the runs, which take a while. */
  static void requireWritable(String option, @Nullable Path file) throws IOException {
    if (file == null) {
      return;
    }
    try {
      boolean there = Files.exists(file);
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
      if (!there) {
        Files.deleteIfExists(file); // until there is something to say
      }
    } catch (IOException e) {
      throw new IOException(unwritable(option, file), e);
    }
  }

  /**
   * Writes them all; a line for each that could not be written, which is no reason to lose others.
   */
  List<String> write(Outcome outcome, PrintWriter out) {
    if (jsonToOut()) {
      out.println(JsonReport.of(outcome));
    }
    return Stream.of(
            write("html", html, () -> HtmlReport.of(outcome)),
            write("har", har, () -> HarReport.of(outcome) + "\n"),
            write("json", jsonToOut() ? null : json, () -> JsonReport.of(outcome) + "\n"))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Writes a report where a file is named; a line where that fails. */
  static Optional<String> write(String option, @Nullable Path file, Supplier<String> report) {
    if (file == null) {
      return Optional.empty();
    }
    try {
      Files.writeString(file, report.get());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(unwritable(option, file));
    }
  }

  private static String unwritable(String option, Path file) {
    return option + ": " + file + " (expected: a file that can be written)";
  }
}
