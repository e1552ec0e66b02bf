package dev.weft.cli;

import dev.weft.config.Configuration;
import dev.weft.config.Places;
import dev.weft.config.SiteSettings.PriorityRule;
import dev.weft.config.TomlConfiguration;
import dev.weft.config.TomlConfiguration.Result;
import dev.weft.server.Coalescing;
import dev.weft.server.Coalescing.Connections;
import dev.weft.tls.Credential;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft check}: whether {@code weft serve --config} would serve what the file says. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a configuration, its certificates and its sites, without serving.",
      "Prints one line for each problem: file, line, column, what is there, what was expected.%n"
    },
    footer = {
      "%nExits with 0 when there is no problem but warnings, with 2 when there is one.",
      "%nExamples:",
      "  weft check                          the file weft.toml of this folder",
      "  weft check --config live/weft.toml --json",
      "  weft check --explain /js/app.js     which priority it has, and why; whether browsers",
      "                                      may use it as a dictionary",
      "  weft check --coalescing             which sites can share a connection"
    })
final class CheckCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "weft.toml",
      description = "The configuration (default: weft.toml in this folder).")
  private Path config = ConfigurationFile.DEFAULT;

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  @Option(
      names = "--explain",
      paramLabel = "PATH",
      description =
          "Say which priority the response to this path has, and why, and where the site has"
              + " dictionaries, whether it serves as one.")
  private @Nullable String explained;

  @Option(
      names = "--destination",
      paramLabel = "DEST",
      description = "What it is asked for as, such as image: the Sec-Fetch-Dest of the request.")
  private @Nullable String destination;

  @Option(
      names = "--coalescing",
      description = "Say which sites can share a connection, which cannot, and why.")
  private boolean coalescing;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (explained == null && destination != null) {
      throw mistake("--destination: " + destination + " (expected: with --explain)");
    }
    if (destination != null) {
      try {
        PriorityRule.checkDestination(destination);
      } catch (IllegalArgumentException e) {
        throw mistake("--" + e.getMessage());
      }
    }
    if (explained != null && (json || coalescing)) {
      throw mistake(
          (json ? "--json" : "--coalescing") + ": with --explain (expected: one of them)");
    }
    return switch (TomlConfiguration.read(config, Home.certificates())) {
      case Result.Rejected(var problems) -> tell(problems.stream().map(Finding::error).toList());
      case Result.Loaded loaded -> {
        List<Finding> findings = new Inspection(loaded, Instant.now()).findings();
        if (!findings.stream().allMatch(Finding::warning)) {
          yield tell(findings);
        }
        if (explained != null) {
          yield explain(explained, loaded.configuration(), loaded.places());
        }
        if (coalescing) {
          warn(findings);
          yield share(loaded.configuration(), loaded.places());
        }
        yield tell(findings);
      }
    };
  }

  private int explain(String path, Configuration configuration, Places places) throws IOException {
    String file = path.replaceFirst("[?#].*", ""); // as the server sees it
    List<String> blocks = new Explanation(configuration, places).of(file, destination);
    if (blocks.isEmpty()) {
      throw mistake("--explain: " + path + " (expected: the path of a file, such as /js/app.js)");
    }
    return print(String.join("\n\n", blocks));
  }

  private int share(Configuration configuration, Places places) {
    Map<Credential, Path> files = Credentials.preview(configuration, spec.commandLine());
    List<Connections> connections = Coalescing.of(configuration, List.copyOf(files.keySet()));
    CoalescingReport report = new CoalescingReport(connections, files, places);
    return print(json ? report.json() : report.text());
  }

  /** Beside what a program or a person asked for. */
  private void warn(List<Finding> findings) {
    PrintWriter err = spec.commandLine().getErr();
    findings.forEach(finding -> err.println(finding.problem()));
    err.flush();
  }

  private int print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
    return ExitCode.OK;
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int tell(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      String objects = findings.stream().map(Finding::json).collect(Collectors.joining(",\n  "));
      out.println(objects.isEmpty() ? "[]" : "[\n  " + objects + "\n]");
    } else if (findings.isEmpty()) {
      out.println(config + ": no problems");
    } else {
      findings.forEach(finding -> out.println(finding.problem()));
    }
    out.flush();
    return findings.stream().allMatch(Finding::warning) ? ExitCode.OK : ExitCode.USAGE;
  }
}
