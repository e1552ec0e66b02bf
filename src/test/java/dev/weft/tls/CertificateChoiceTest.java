package dev.weft.tls;

import static dev.weft.testing.TestCertificates.selfSigned;
import static dev.weft.testing.TestCertificates.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.origin.Authority;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateChoiceTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "own.a.test, 2, the name itself before a wildcard",
    "img.a.test, 1, the first of two wildcards",
    "both.test, 1, the first of two that have the name",
    "none.test, 0, the first of all where none covers it",
    "127.0.0.1, 0, the first of all for an address",
    "a.test, 0, a wildcard stands for one label",
    "x.img.a.test, 0, and for one only",
  })
  void oneIsShown(String opened, int wanted, String why) throws Exception {
    List<Credential> credentials = new ArrayList<>();
    for (String names :
        List.of("first.test", "*.a.test both.test", "*.a.test own.a.test both.test 127.0.0.1")) {
      String name = "certificate" + credentials.size();
      credentials.add(
          PemFiles.read(write(folder, name, selfSigned("EC secp256r1", names.split(" ", -1)))));
    }
    Credential shown = CertificateChoice.shown(credentials, Authority.parse(opened));
    assertEquals(wanted, credentials.indexOf(shown), why);
  }
}
