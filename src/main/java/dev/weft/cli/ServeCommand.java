package dev.weft.cli;

import dev.weft.config.Configuration;
import dev.weft.server.WeftServer;
import dev.weft.status.Traffic;
import dev.weft.tls.CredentialFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weft serve}: serves until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves a folder over HTTPS: HTTP/2 where the client speaks it, HTTP/1.1 otherwise.",
      "Without a certificate of yours it makes one for development (see: weft certs trust).%n"
    },
    footer = {
      "%nExamples:",
      "  weft serve                        public, at https://localhost:8443/",
      "  weft serve dist --spa index.html  a single-page app: navigations get the file",
      "  weft serve --port 0 dist          on any free port, which it prints",
      "  weft serve --host www.example.test=www --host img.example.test=images",
      "                                    two sites on one port, one connection",
      "  weft serve site --bind 0.0.0.0 --port 443 --http-port 80 \\",
      "             --cert site.pem --key site.key --access-log access.log",
      "                                    for visitors, with your certificate",
      "  weft serve --config weft.toml     all else: see src/main/examples/weft.toml",
      "%nCtrl-C finishes what is being sent and stops; a second Ctrl-C stops at once."
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private ServeOptions options;

  @Option(names = "--open", description = "Open the first site in the browser.")
  private boolean open;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but problems.")
  private boolean quiet;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Configuration configuration = options.configuration(spec.commandLine());
    CredentialFiles credentials = Credentials.of(configuration, spec.commandLine());
    Signals signals = Signals.install();
    WeftServer.Notices notices =
        new WeftServer.Notices(problem -> print(err, "weft: " + problem), line -> print(out, line));
    WeftServer server = WeftServer.start(configuration, credentials, notices);
    try (server) {
      List<URI> origins = server.origins();
      if (!quiet) {
        origins.forEach(out::println);
        out.flush();
      }
      if (open && !origins.isEmpty()) {
        Browser.open(origins.getFirst());
      }
      signals.await();
      if (!quiet) {
        print(err, "weft: stopping when all is sent (Ctrl-C again: at once)");
      }
    }
    if (!quiet && server.traffic().size() > 1) {
      Traffic.Snapshot.table(server.traffic()).forEach(line -> print(err, line));
    }
    return CommandLine.ExitCode.OK;
  }

  private static void print(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }
}
