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
