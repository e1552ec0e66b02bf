package dev.weft.cli;

import dev.weft.tls.CredentialException;
import dev.weft.tls.DevelopmentAuthority;
import dev.weft.tls.DevelopmentAuthority.Provided;
import dev.weft.tls.DevelopmentAuthority.Renewal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code weft certs create}: a certificate for names, and once the authority that signs it. */
@Command(
    name = "create",
    description = {
      "Make a certificate for development, and once the local authority that signs it.",
      "The files are named after the first name. What is there already and covers the names is"
          + " kept.%n",
      "Without names, one certificate covers localhost, 127.0.0.1 and ::1 and all sites of the"
          + " configuration, and lies where the configuration has it."
    },
    mixinStandardHelpOptions = true)
final class CertsCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private CertsCommand certs;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "A host, *.host or an address. Default: localhost 127.0.0.1 ::1 and the sites of the"
              + " configuration.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "weft.toml",
      description = "The configuration (default: weft.toml in this folder, if there is one).")
  private @Nullable Path config;

  @Option(names = "--renew", description = "Make a new certificate even if there is a good one.")
  private boolean renew;

  @Option(
      names = "--new-authority",
      description = "Make a new authority as well; it has to be trusted again.")
  private boolean newAuthority;

  @Override
  public Integer call() {
    try {
      var wanted = wanted();
      var authority = DevelopmentAuthority.open(wanted.directory());
      // Without names as the server makes it: other projects may have theirs in the same file.
      var provided =
          names.isEmpty() && renewal() == Renewal.WHEN_NEEDED
              ? authority.extend(wanted.names())
              : authority.create(wanted.names(), renewal());
      print(authority, provided);
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (CredentialException e) {
      spec.commandLine().getErr().println("weft: " + e.getMessage());
      return 1;
    }
  }

  /** Of which names, and where. */
  private record Wanted(List<String> names, Path directory) {}

  private Wanted wanted() {
    if (!names.isEmpty()) {
      if (config != null) {
        throw new IllegalArgumentException("--config: " + config + " (expected: without names)");
      }
      return new Wanted(names, certs.directory());
    }
    if (config == null && !Files.exists(ConfigurationFile.DEFAULT)) {
      return new Wanted(DevelopmentAuthority.DEFAULT_NAMES, certs.directory());
    }
    var configuration =
        ConfigurationFile.read(
            Objects.requireNonNullElse(config, ConfigurationFile.DEFAULT),
            spec.commandLine().getErr());
    return new Wanted(
        Credentials.names(configuration), certs.directory(configuration.tls().directory()));
  }

  private Renewal renewal() {
    if (newAuthority) {
      return Renewal.AUTHORITY;
    }
    return renew ? Renewal.CERTIFICATE : Renewal.WHEN_NEEDED;
  }

  private void print(DevelopmentAuthority authority, Provided provided) {
    var out = spec.commandLine().getOut();
    var files = provided.files();
    if (!provided.made()) {
      out.println(files.certificate() + " is there and good. `--renew` makes a new one.");
    } else {
      if (provided.authorityMade()) {
        out.println("Made the authority " + authority.certificate());
      }
      out.println("Made " + files.certificate() + " and " + files.key());
    }
    if (provided.authorityMade()) {
      out.println("`weft certs trust` shows how to make this machine trust it.");
    }
    provided
        .formerAuthority()
        .ifPresent(
            former ->
                out.println(
                    "The former authority is now "
                        + former
                        + "; `weft certs trust --remove --authority "
                        + former
                        + "` takes it out of what is trusted."));
    out.flush();
  }
}
