package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.config.Configuration;
import dev.weft.config.SiteSettings;
import dev.weft.tls.CredentialFiles;
import dev.weft.tls.DevelopmentAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginsTest {
  @TempDir private Path folder;

  @Test
  void authorityThatNoCertificateCoversIsToldAtTheStart() throws Exception {
    Path root = Files.createDirectory(folder.resolve("site"));
    Configuration defaults =
        Configuration.defaults(
            folder,
            List.of(SiteSettings.at("covered.test", root), SiteSettings.at("other.test", root)));
    Configuration configuration =
        new Configuration(
            new Configuration.Listen(List.of("127.0.0.1"), 0, Optional.empty()),
            defaults.tls(),
            defaults.http2(),
            defaults.limits(),
            defaults.store(),
            Optional.empty(),
            defaults.status(),
            defaults.sites());
    CredentialFiles credentials =
        CredentialFiles.open(
            List.of(DevelopmentAuthority.open(folder).ensure(List.of("covered.test"))));
    List<String> problems = new CopyOnWriteArrayList<>();
    try (WeftServer server =
        WeftServer.start(
            configuration, credentials, new WeftServer.Notices(problems::add, _ -> {}))) {
      assertEquals(2, server.origins().size());
      assertEquals(
          List.of("other.test: every request gets 421 (expected: covered by a certificate)"),
          problems);
    }
  }
}
