package dev.weft.cli;

import dev.weft.measure.Believed;
import dev.weft.measure.Interruption;
import dev.weft.measure.Link;
import dev.weft.measure.LoadPlan;
import dev.weft.measure.LoadReport;
import dev.weft.measure.LoadRun;
import dev.weft.measure.Loads;
import dev.weft.measure.Way;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft load}: how a page comes over HTTP/1.1 and over HTTP/2. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Loads a page with a protocol client, and shows what a browser hides:",
      "handshakes, round trips, headers before and after HPACK, requests at once.",
      "It fetches the document and what that names on its own host: scripts and",
      "what they import, style sheets, images, preloads. It runs and paints nothing:",
      "weft measure does that.%n"
    },
    footer = {
      "%nWays of --over, which take turns:",
      "  h1         HTTP/1.1 over six connections, as browsers do",
      "  pipelined  HTTP/1.1 over one, without waiting for responses: each holds up all",
      "             that were asked for after it",
      "  h2         HTTP/2 over one",
      "%nExits with 1 when a load failed.",
      "%nExamples:",
      "  weft load https://localhost:8443/",
      "  weft load https://localhost:8443/ --link 10mbit,2mbit,50ms --runs 5",
      "  weft load https://localhost:8443/ --files paths.txt --over h2 --json -"
    })
final class LoadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "URL", description = "The page: https://host/...")
  private String url = "";

  @Option(
      names = "--over",
      paramLabel = "WAY",
      split = ",",
      description = "One or more of h1, pipelined, h2 (default: all).")
  private List<String> over = List.of("h1", "pipelined", "h2");

  @Option(
      names = "--files",
      paramLabel = "FILE",
      description = "Ask for these paths, one on a line, all at once, instead of the page.")
  private @Nullable Path files;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Loads over each, 1 to 100 (default: ${DEFAULT-VALUE}).")
  private int runs = 1;

  @Option(
      names = "--link",
      paramLabel = "LINK",
      description =
          "What lies between client and server: rate down, rate up, round trip, such as"
              + " 10mbit,2mbit,50ms; or slow-3g, slow-4g, 4g, cable, fibre.")
  private @Nullable String link;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "For one response to be complete (default: ${DEFAULT-VALUE}).")
  private int timeout = 30;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every load to a file; - is standard output, instead of the table.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  private final List<LoadRun> finished = new ArrayList<>();
  private final Complaints complaints = new Complaints();

  @Override
  public Integer call() throws IOException {
    LoadPlan plan = plan();
    boolean toOut = json != null && json.toString().equals("-");
    if (json != null && !toOut) {
      ReportFiles.requireWritable("json", json);
    }
    try (Interruption _ = new Interruption()) {
      Believed believed = new Believed(Home.certificates().resolve("weft-ca.pem"));
      try {
        new Loads(plan, believed, this::finished).run();
      } catch (InterruptedException _) {
        // What is finished is reported; the signal ends the process.
      }
      LoadReport report = new LoadReport(plan, finished);
      PrintWriter out = spec.commandLine().getOut();
      if (toOut) {
        out.println(report.json());
      } else {
        report.lines().forEach(out::println);
      }
      out.flush();
      Optional<String> unwritten =
          ReportFiles.write("json", toOut ? null : json, () -> report.json() + "\n");
      unwritten.ifPresent(this::tell);
      return report.complete() && unwritten.isEmpty() ? ExitCode.OK : WeftCommand.FAILURE;
    }
  }

  private LoadPlan plan() {
    try {
      return new LoadPlan(
          MeasuredVariants.page("url", url),
          files == null ? List.of() : paths(files),
          Way.parse(over),
          runs,
          Optional.ofNullable(link).map(Link::parse),
          Duration.ofSeconds(timeout));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static List<String> paths(Path file) {
    try {
      List<String> paths =
          Files.readAllLines(file).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
      if (paths.isEmpty()) {
        throw new IllegalArgumentException("files: " + file + " is empty (expected: paths)");
      }
      return paths;
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalArgumentException(
          "files: " + file + " (expected: a file that can be read)", e);
    }
  }

  private void finished(LoadRun run) {
    finished.add(run);
    if (run instanceof LoadRun.Failed(Way way, String reason)) {
      tell(way.word() + ": " + reason);
    }
  }

  private void tell(String problem) {
    complaints.tell(spec, problem);
  }
}
