package dev.weft.cli;

import dev.weft.measure.Believed;
import dev.weft.measure.BrowserException;
import dev.weft.measure.Budget;
import dev.weft.measure.Installed;
import dev.weft.measure.Interruption;
import dev.weft.measure.Link;
import dev.weft.measure.Measurement;
import dev.weft.measure.Outcome;
import dev.weft.measure.Plan;
import dev.weft.measure.Run;
import dev.weft.measure.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft measure}: how a page loads in a real browser. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Loads a page in a real browser, again and again, and says how long it takes.",
      "Every run has a new browser with a new profile.%n"
    },
    footer = {
      "%nVariants of --compare, which Weft serves itself from --site:",
      "  h2      as weft serve does it",
      "  h1      HTTP/1.1, with the six connections a browser opens",
      "  fifo    h2 with responses in the order of their requests",
      "  flatten, no-flatten   with all modules named in the document, and without",
      "  fingerprint           with files named by their content, for --warm",
      "or a page under a name of yours: NAME=/bundle.html on the server of h2,",
      "NAME=https://host/page on any other, whose name is its host where it has none",
      "%nExits with 1 when a run or a budget failed.",
      "%nExamples:",
      "  weft measure https://localhost:8443/",
      "  weft measure https://localhost:8443/ --link 4g --compare h1,h2,fifo --html report.html",
      "  weft measure https://localhost:8443/ --compare h2,bundle=/bundle.html",
      "  weft measure https://localhost:8443/ --runs 9 --budget lcp=1500ms,requests=50"
    })
final class MeasureCommand implements Callable<Integer> {
  @Parameters(paramLabel = "URL", description = "The page: https://host/...")
  private String url = "https://localhost:8443/";

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs of each variant, 1 to 100 (default: ${DEFAULT-VALUE}).")
  private int runs = 5;

  @Option(names = "--warm", description = "Measure the second visit in the same profile.")
  private boolean warm;

  @Option(
      names = "--link",
      paramLabel = "LINK",
      description =
          "What lies between browser and server: rate down, rate up, round trip, such as"
              + " 10mbit,2mbit,50ms; or slow-3g, slow-4g, 4g, cable, fibre.")
  private @Nullable String link;

  @Option(
      names = "--browser",
      paramLabel = "NAME",
      description =
          "chromium, chrome, edge, firefox, or the path of a program (default: the first there"
              + " is).")
  private @Nullable String browser;

  @Option(
      names = "--compare",
      paramLabel = "VARIANT",
      split = ",",
      description = "Measure these in turns: h1, h2, fifo, [no-]flatten, fingerprint, NAME=PAGE.")
  private List<String> compared = List.of();

  @Option(
      names = "--site",
      paramLabel = "DIR",
      description = "What the variants serve (default: public).")
  private Path site = Path.of("public");

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "For one page to be complete (default: ${DEFAULT-VALUE}).")
  private int timeout = 60;

  @Option(
      names = "--budget",
      paramLabel = "LIMITS",
      description = "Fail when a median is over it, such as lcp=1500ms,requests=50.")
  private @Nullable String budget;

  @Mixin private ReportFiles reports;

  @Spec private CommandSpec spec;

  private final List<Run> finished = new ArrayList<>();
  private final Complaints complaints = new Complaints();

  @Override
  public Integer call() throws IOException, BrowserException {
    Optional<Link> over = Optional.ofNullable(link).map(text -> read(text, Link::parse));
    List<Budget> budgets =
        Optional.ofNullable(budget).map(text -> read(text, Budget::parse)).orElse(List.of());
    try {
      reports.requireApart();
    } catch (IllegalArgumentException e) {
      throw mistake(e);
    }
    Installed installed = installed();
    reports.requireWritable();
    try (Interruption _ = new Interruption();
        MeasuredVariants variants = new MeasuredVariants(site)) {
      Plan plan =
          read(
              url,
              page ->
                  new Plan(
                      variants.of(MeasuredVariants.page("url", page), compared),
                      runs,
                      warm,
                      reports.recording(),
                      over,
                      installed,
                      Duration.ofSeconds(timeout)));
      Believed believed = new Believed(Home.certificates().resolve("weft-ca.pem"));
      Measurement measurement = new Measurement(plan, believed, this::finished);
      try {
        measurement.run();
      } catch (InterruptedException _) {
        // What is finished is reported; the signal ends the process.
      }
      if (finished.isEmpty()) {
        tell("no run is complete, and nothing is written");
        return WeftCommand.FAILURE;
      }
      return report(new Outcome(plan, finished), budgets);
    }
  }

  private Installed installed() throws BrowserException {
    try {
      return browser == null ? Installed.any() : Installed.named(browser);
    } catch (IllegalArgumentException e) {
      throw mistake(e);
    }
  }

  /** What is wrong with a value is one line, and a mistake. */
  private <T, U> U read(T value, Function<T, U> parse) {
    try {
      return parse.apply(value);
    } catch (IllegalArgumentException e) {
      throw mistake(e);
    }
  }

  private ParameterException mistake(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
  }

  private void finished(Run run) {
    finished.add(run);
    switch (run) {
      case Run.Failed(var variant, String reason, _) -> tell(variant.name() + ": " + reason);
      case Run.Complete(var variant, var load) -> {
        progress(variant.name() + ": loaded in " + Math.round(load.loadEventEnd()) + " ms");
      }
      case Run.Recorded(var variant, _) -> progress(variant.name() + ": recorded");
    }
  }

  private void progress(String line) {
    if (terminal()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(line);
      err.flush();
    }
  }

  private void tell(String problem) {
    complaints.tell(spec, problem);
  }

  /** The JDK has no console at all where there is no terminal, but for one release. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean terminal() {
    return System.console() != null && System.console().isTerminal();
  }

  private int report(Outcome outcome, List<Budget> budgets) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> problems = new ArrayList<>(reports.write(outcome, out));
    if (!reports.jsonToOut() && !outcome.loads().isEmpty()) {
      new TextReport(outcome).lines().forEach(out::println);
    }
    out.flush();
    budgets.forEach(each -> problems.addAll(each.exceeded(outcome)));
    problems.forEach(this::tell);
    return problems.isEmpty() && outcome.failures().isEmpty() ? ExitCode.OK : WeftCommand.FAILURE;
  }
}
