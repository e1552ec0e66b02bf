package dev.weft.http2;

import dev.weft.config.Configuration;
import dev.weft.config.SiteSettings;
import dev.weft.server.WeftServer;
import dev.weft.tls.CredentialFiles;
import dev.weft.tls.DevelopmentAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real server on a free port of the loopback address, with one page. */
final class ServedPage implements AutoCloseable {
  /** Larger than the smallest windows that a peer may ask for. */
  static final String BODY = "<!doctype html><title>One page</title>";

  private final WeftServer server;

  private ServedPage(WeftServer server) {
    this.server = server;
  }

  static ServedPage start(Path folder) throws Exception {
    Path site = Files.createDirectories(folder.resolve("site"));
    Files.writeString(site.resolve("index.html"), BODY);
    Path certificates = folder.resolve("certificates");
    Configuration defaults = Configuration.defaults(certificates, List.of(SiteSettings.of(site)));
    Configuration.Store store = defaults.store();
    Configuration configuration =
        new Configuration(
            new Configuration.Listen(List.of("127.0.0.1"), 0, Optional.empty()),
            defaults.tls(),
            defaults.http2(),
            defaults.limits(),
            new Configuration.Store(
                store.memory(), store.smallFile(), false, Optional.empty(), store.cacheSize()),
            Optional.empty(),
            defaults.sites());
    CredentialFiles credentials =
        CredentialFiles.open(
            List.of(
                DevelopmentAuthority.open(certificates).ensure(List.of("localhost", "127.0.0.1"))));
    return new ServedPage(
        WeftServer.start(configuration, credentials, new WeftServer.Notices(_ -> {}, _ -> {})));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
