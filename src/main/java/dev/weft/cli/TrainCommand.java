package dev.weft.cli;

import dev.weft.config.Configuration;
import dev.weft.config.SiteSettings;
import dev.weft.server.WeftServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code weft train}: a short life of the server on a folder of its own, for the JVM to remember.
 * What is loaded here goes into the AOT cache that {@code bin/weft} makes, and later starts need
 * not load it again.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Starts, answers itself a few requests, stops.")
final class TrainCommand implements Callable<Integer> {
  private static final int ROUNDS = 20;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @CommandLine.Parameters(
      paramLabel = "CERTIFICATES",
      description =
          "A folder with a certificate: to make one here would have every later start load what"
              + " makes certificates.")
  private Path certificates = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("weft-train");
    try {
      Files.writeString(folder.resolve("index.html"), "<!doctype html><title>train</title>");
      Files.writeString(folder.resolve("app.js"), "export const trained = true;\n".repeat(40));
      Configuration configuration =
          new Configuration(
              new Configuration.Listen(List.of("127.0.0.1"), 0, Optional.empty()),
              Configuration.Tls.development(certificates),
              Configuration.Http2.DEFAULT,
              Configuration.Limits.DEFAULT,
              new Configuration.Store(Optional.empty(), 1 << 20, true, Optional.empty(), 0),
              Optional.empty(),
              Configuration.Status.DEFAULT,
              List.of(SiteSettings.of(folder)));
      WeftServer.Notices notices = new WeftServer.Notices(_ -> {}, _ -> {});
      try (WeftServer server =
          WeftServer.start(
              configuration, Credentials.of(configuration, spec.commandLine()), notices)) {
        ask(URI.create("https://localhost:" + server.port() + "/"));
      }
      return CommandLine.ExitCode.OK;
    } finally {
      delete(folder);
    }
  }

  private static void ask(URI site)
      throws IOException, InterruptedException, GeneralSecurityException {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new Anyone()}, null);
    for (HttpClient.Version version : HttpClient.Version.values()) {
      if (version.name().startsWith("HTTP_3")) {
        continue;
      }
      try (HttpClient client = HttpClient.newBuilder().sslContext(tls).version(version).build()) {
        for (int round = 0; round < ROUNDS; round++) {
          for (String path : List.of("", "app.js", "missing")) {
            HttpRequest request =
                HttpRequest.newBuilder(site.resolve(path))
                    .header("Accept-Encoding", "br, gzip")
                    .build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
          }
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Trusts the certificate that this process itself made a moment ago, on a port of its own. */
  private static final class Anyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(
        java.security.cert.X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(
        java.security.cert.X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(
        java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public java.security.cert.X509Certificate[] getAcceptedIssuers() {
      return new java.security.cert.X509Certificate[0];
    }
  }
}
