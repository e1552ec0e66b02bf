package dev.weft.cli;

import dev.weft.tls.CredentialException;
import dev.weft.tls.DevelopmentAuthority;
import dev.weft.tls.TrustStores;
import dev.weft.tls.TrustStores.Step;
import dev.weft.tls.TrustStores.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code weft certs trust}: the commands that make this machine trust the local authority. */
@Command(
    name = "trust",
    description = {
      "Print the commands that make the system, Chromium and Firefox trust the local authority.",
      "Nothing is changed without --install or --remove."
    },
    mixinStandardHelpOptions = true)
final class CertsTrustCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private CertsCommand certs;

  @ArgGroup(exclusive = true)
  private Change change = new Change();

  /** What is done, and not only printed. */
  static final class Change {
    @Option(names = "--install", description = "Run the commands for this system.")
    private boolean install;

    @Option(names = "--remove", description = "Run the commands that take it out again.")
    private boolean remove;
  }

  @Option(names = "--dry-run", description = "Only print what --install or --remove would run.")
  private boolean dryRun;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      converter = StoreName.class,
      description = "Only this one of: system, chromium, firefox. Repeatable.")
  private Set<Store> stores = EnumSet.noneOf(Store.class);

  @Option(
      names = "--authority",
      paramLabel = "FILE",
      description = "Another authority's certificate. Default: weft-ca.pem.")
  private Optional<Path> authority = Optional.empty();

  /** A store by its name in lower case. */
  static final class StoreName implements ITypeConverter<Store> {
    @Override
    public Store convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "system" -> Store.SYSTEM;
        case "chromium" -> Store.CHROMIUM;
        case "firefox" -> Store.FIREFOX;
        default ->
            throw new TypeConversionException(value + " (expected: system, chromium or firefox)");
      };
    }
  }

  @Override
  public Integer call() {
    var certificate =
        authority.orElseGet(() -> DevelopmentAuthority.open(certs.directory()).certificate());
    if (!Files.exists(certificate)) {
      throw new ParameterException(
          spec.commandLine(),
          certificate + ": no such file (expected: an authority; `weft certs create` makes it)");
    }
    try {
      var steps = steps(certificate);
      return (change.install || change.remove) && !dryRun ? run(steps) : print(steps);
    } catch (CredentialException e) {
      spec.commandLine().getErr().println("weft: " + e.getMessage());
      return 1;
    }
  }

  private List<Step> steps(Path certificate) throws CredentialException {
    var machine = TrustStores.here();
    var all = change.remove ? machine.distrust(certificate) : machine.trust(certificate);
    return stores.isEmpty()
        ? all
        : all.stream().filter(step -> stores.contains(step.store())).toList();
  }

  private int print(List<Step> steps) {
    var out = spec.commandLine().getOut();
    for (var step : steps) {
      out.println("# " + title(step) + (step.note().isEmpty() ? "" : ": " + step.note()));
      step.lines().forEach(out::println);
      out.println();
    }
    if (!change.install && !change.remove) {
      out.println("# `weft certs trust --install` runs these; `--remove` undoes them.");
    }
    out.flush();
    return 0;
  }

  private static String title(Step step) {
    return switch (step.store()) {
      case SYSTEM -> "The system (curl and most programs)";
      case CHROMIUM -> "Chromium and Chrome";
      case FIREFOX -> "Firefox";
    };
  }

  private int run(List<Step> steps) {
    int failed = 0;
    for (var step : steps) {
      spec.commandLine().getOut().println("# " + title(step));
      if (step.commands().isEmpty()) {
        spec.commandLine().getOut().println("# " + step.note());
      }
      failed += runs(step) ? 0 : 1;
    }
    spec.commandLine().getOut().flush();
    return failed == 0 ? 0 : 1;
  }

  /** Stops at the first command that fails: the later ones build on it. */
  private boolean runs(Step step) {
    var lines = step.lines();
    for (int i = 0; i < lines.size(); i++) {
      var command = step.commands().get(i);
      var missing = TrustStores.missing(command);
      if (missing.isPresent()) {
        return failed(missing.get() + ": not on this machine (" + step.note() + ")");
      }
      spec.commandLine().getOut().println(lines.get(i));
      spec.commandLine().getOut().flush();
      try {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
          return failed(command.getFirst() + ": exit code " + exit + " (expected: 0)");
        }
      } catch (IOException e) {
        return failed(command.getFirst() + ": " + e.getMessage());
      } catch (InterruptedException e) {
        return failed(command.getFirst() + ": interrupted");
      }
    }
    return true;
  }

  private boolean failed(String problem) {
    spec.commandLine().getErr().println("weft: " + problem);
    spec.commandLine().getErr().flush();
    return false;
  }
}
