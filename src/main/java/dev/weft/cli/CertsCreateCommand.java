package dev.weft.cli;

import dev.weft.tls.CredentialException;
import dev.weft.tls.DevelopmentAuthority;
import dev.weft.tls.DevelopmentAuthority.Provided;
import dev.weft.tls.DevelopmentAuthority.Renewal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
          + " kept."
    },
    mixinStandardHelpOptions = true)
final class CertsCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @ParentCommand private CertsCommand certs;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "A host, *.host or an address. Default: localhost 127.0.0.1 ::1.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--renew", description = "Make a new certificate even if there is a good one.")
  private boolean renew;

  @Option(
      names = "--new-authority",
      description = "Make a new authority as well; it has to be trusted again.")
  private boolean newAuthority;

  @Override
  public Integer call() {
    var authority = DevelopmentAuthority.open(certs.directory());
    try {
      print(authority, authority.create(wanted(), renewal()));
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (CredentialException e) {
      spec.commandLine().getErr().println("weft: " + e.getMessage());
      return 1;
    }
  }

  private List<String> wanted() {
    return names.isEmpty() ? DevelopmentAuthority.DEFAULT_NAMES : names;
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
