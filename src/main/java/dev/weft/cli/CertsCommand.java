package dev.weft.cli;

import dev.weft.tls.CertificateFolder;
import dev.weft.tls.CertificateFolder.Listed;
import dev.weft.tls.CredentialException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code weft certs}: what each certificate covers and when it ends. */
@Command(
    name = "certs",
    description = "Show, make and trust certificates.",
    mixinStandardHelpOptions = true,
    subcommands = {CertsCreateCommand.class, CertsTrustCommand.class},
    footer = {
      "",
      "Examples:",
      "  weft certs                     what each certificate covers, until when",
      "  weft certs create              one for localhost, 127.0.0.1, ::1",
      "                                 and all sites of weft.toml",
      "  weft certs create app.test '*.app.test'",
      "  weft certs trust               how to make this machine trust them"
    })
public final class CertsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Where the certificates are. Default: certs, beside bin.")
  private Optional<Path> directory = Optional.empty();

  @Option(names = "--json", description = "Write JSON.")
  private boolean json;

  /** The folder asked for, or that of this installation. */
  Path directory() {
    return directory(Home.certificates());
  }

  /** The folder asked for, or else this one. */
  Path directory(Path otherwise) {
    return directory.orElse(otherwise);
  }

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    try {
      var listed = CertificateFolder.list(directory());
      var table = new CertificateTable(listed, Instant.now());
      if (json) {
        out.print(table.json());
      } else if (listed.isEmpty()) {
        out.println("No certificates in " + directory() + ". `weft certs create` makes one.");
      } else {
        out.print(table.text(spec.commandLine().getColorScheme()));
      }
      out.flush();
      return listed.stream().map(Listed::problem).anyMatch(Optional::isPresent) ? 1 : 0;
    } catch (CredentialException e) {
      spec.commandLine().getErr().println("weft: " + e.getMessage());
      return 1;
    }
  }
}
