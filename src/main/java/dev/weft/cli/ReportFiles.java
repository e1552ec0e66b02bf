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
import java.util.Map;
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
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
    } catch (IOException e) {
      throw new IOException(option + ": " + file + " (expected: a file that can be written)", e);
    }
  }

  void write(Outcome outcome, PrintWriter out) throws IOException {
    if (html != null) {
      Files.writeString(html, HtmlReport.of(outcome));
    }
    if (har != null) {
      Files.writeString(har, HarReport.of(outcome) + "\n");
    }
    if (jsonToOut()) {
      out.println(JsonReport.of(outcome));
    } else if (json != null) {
      Files.writeString(json, JsonReport.of(outcome) + "\n");
    }
  }
}
