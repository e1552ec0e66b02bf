package dev.weft.server;

import static dev.weft.testing.TestCertificates.selfSigned;
import static dev.weft.testing.TestCertificates.write;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.origin.Authority;
import dev.weft.testing.Await;
import dev.weft.testing.TestServer;
import dev.weft.tls.Credential;
import dev.weft.tls.PemFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done before the first visitor comes, so that nobody sees it fail. */
final class WarmupTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"EC secp256r1", "EC secp384r1", "RSA 2048"})
  void clientThatNamesNoHostGetsAsFarAsTheCertificate(String kind) throws Exception {
    Credential credential = PemFiles.read(write(folder, "one", selfSigned(kind, "a.test")));
    List<Credential> credentials = List.of(credential);
    assertDoesNotThrow(() -> Warmup.handshakes(credentials));
    assertEquals(
        credential.chain(),
        List.of(
            new Rehearsal(credentials)
                .opening(Authority.parse("127.0.0.1"))
                .getLocalCertificates()));
  }

  @Test
  void bytesAreEncrypted() {
    assertDoesNotThrow(Warmup::encrypt);
  }

  @Test
  void serverDoesItAndGoesOn() throws Exception {
    try (TestServer server = TestServer.in(folder).file("site/index.html", "<p>").start()) {
      Await.await("it is over", () -> threads() == 0);
      assertEquals(List.of(), server.problems());
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("weft-warmup"))
        .count();
  }
}
