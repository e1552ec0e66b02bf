package dev.weft.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.tls.CertificateFilePair;
import dev.weft.tls.PemFiles;
import dev.weft.tls.TrustStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;

final class CertsCommandTest {
  @TempDir Path folder;

  /** What a command left behind. */
  record Result(int code, String out, String err) {}

  private Result certs(String... arguments) {
    return certs(Help.Ansi.OFF, arguments);
  }

  private Result certs(Help.Ansi ansi, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--directory", directory().toString()));
    int code = run(ansi, out, err, all);
    return new Result(code, out.toString(), err.toString());
  }

  private static int run(Help.Ansi ansi, Writer out, Writer err, List<String> arguments) {
    return new CommandLine(new CertsCommand())
        .setColorScheme(Help.defaultColorScheme(ansi))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private Path directory() {
    return folder.resolve("my certs");
  }

  @Test
  void folderWithoutCertificatesSaysHowToMakeOne() {
    var result = certs();
    assertEquals(
        new Result(
            0, "No certificates in " + directory() + ". `weft certs create` makes one.\n", ""),
        result);
    assertFalse(Files.exists(directory()), "looking makes nothing");
    assertEquals("[]\n", certs("--json").out().replaceAll("\\s+(?!$)", ""));
  }

  @Test
  void createMakesAuthorityAndLeafAndTheTableShowsThem() throws Exception {
    var created = certs("create", "App.test", "*.app.test", "127.0.0.1");
    assertEquals(0, created.code(), created.err());
    assertEquals(
        List.of(
            "Made the authority " + directory().resolve("weft-ca.pem"),
            "Made "
                + directory().resolve("app.test.pem")
                + " and "
                + directory().resolve("app.test.key"),
            "`weft certs trust` shows how to make this machine trust it."),
        created.out().lines().toList());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(directory().resolve("app.test.key"))));
    var table = certs();
    assertEquals(0, table.code(), table.out());
    var lines = table.out().lines().toList();
    assertEquals(3, lines.size(), table.out());
    assertTrue(lines.get(0).matches("FILE +COVERS +ENDS +KEY +ISSUER"), table.out());
    assertTrue(
        lines
            .get(1)
            .matches("weft-ca.pem +\\(authority\\) +\\S+ \\(3649 days\\) +EC P-256  itself"),
        table.out());
    assertTrue(
        lines
            .get(2)
            .matches(
                "app.test.pem +\\*.app.test, 127.0.0.1, app.test +\\S+ \\(396 days\\) +EC P-256"
                    + "  Weft development authority [0-9a-f]{6}"),
        table.out());
    assertEquals(lines.get(0).indexOf("ENDS"), lines.get(2).indexOf("20"), "columns are aligned");
  }

  @Test
  void createWithoutNamesIsForThisMachine() {
    assertEquals(0, certs("create").code());
    assertTrue(certs().out().contains(" 127.0.0.1, ::1, localhost "), certs().out());
  }

  private Path configuration() throws IOException {
    return Files.writeString(
        folder.resolve("weft.toml"),
        """
        [tls]
        directory = "kept here"
        [[site]]
        root = "."
        authorities = ["www.example.test:8443", "example.test"]
        [[site]]
        root = "."
        authorities = ["10.0.0.1", "example.test:444"]
        """);
  }

  @Test
  void createWithoutNamesCoversAllSitesOfTheConfiguration() throws Exception {
    var result = certs("create", "--config", configuration().toString());
    assertEquals(0, result.code(), result.err());
    assertEquals(
        List.of("10.0.0.1", "127.0.0.1", "::1", "example.test", "localhost", "www.example.test"),
        covered(directory()));
  }

  @Test
  void createWithoutNamesTakesTheFolderOfTheConfiguration() throws Exception {
    var config = configuration().toString();
    var said = new StringWriter();
    assertEquals(0, run(Help.Ansi.OFF, said, said, List.of("create", "--config", config)));
    assertTrue(covered(folder.resolve("kept here")).contains("example.test"), said::toString);
  }

  /** It is looked for where the command was started, and a test cannot go there itself. */
  @Test
  void createWithoutNamesFindsTheConfigurationOfThisFolder() throws Exception {
    configuration();
    var create =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.weft.Main",
                "certs",
                "create")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    var said = create.inputReader().readAllAsString();
    assertEquals(0, create.waitFor(), said);
    assertTrue(covered(folder.resolve("kept here")).contains("example.test"), said);
  }

  private static List<String> covered(Path directory) throws Exception {
    return PemFiles.read(
            new CertificateFilePair(
                directory.resolve("localhost.pem"), directory.resolve("localhost.key")))
        .names();
  }

  /** All projects have their names in one file. */
  @Test
  void createWithoutNamesKeepsTheNamesOfOthersUnlessItIsRenewed() throws Exception {
    certs("create", "localhost", "other.test");
    var config = configuration().toString();
    assertEquals(0, certs("create", "--config", config).code());
    assertTrue(covered(directory()).containsAll(List.of("example.test", "other.test")));
    assertTrue(certs("create", "--config", config).out().contains(" is there and good."));
    assertEquals(0, certs("create", "--config", config, "--renew").code());
    assertFalse(covered(directory()).contains("other.test"));
  }

  @Test
  void namesAreAllThatIsCoveredWhereTheyAreGiven() throws Exception {
    certs("create", "localhost");
    assertEquals(List.of("localhost"), covered(directory()));
  }

  @Test
  void secondCreateKeepsWhatIsGood() throws Exception {
    certs("create", "a.test");
    var file = directory().resolve("a.test.pem");
    var before = Files.readString(file, US_ASCII);
    var again = certs("create", "a.test");
    assertEquals(
        new Result(0, file + " is there and good. `--renew` makes a new one.\n", ""), again);
    assertEquals(before, Files.readString(file, US_ASCII));
    assertEquals(0, certs("create", "a.test", "--renew").code());
    assertFalse(before.equals(Files.readString(file, US_ASCII)));
  }

  @Test
  void newAuthorityTellsHowToForgetTheFormer() {
    certs("create", "a.test");
    var result = certs("create", "a.test", "--new-authority");
    assertEquals(0, result.code());
    assertTrue(result.out().contains("trust --remove --authority "), result.out());
    assertEquals(3, certs().out().lines().count(), "the former is in no table");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "https://a.test", "a.test:443", "*"})
  void whatIsNoNameIsTheUsersMistake(String name) {
    var result = certs("create", name);
    assertEquals(2, result.code());
    assertTrue(
        result.err().startsWith("name: " + name + " (expected: a host such as "), result.err());
  }

  @Test
  void foreignNameIsAFailureInOneLine() {
    certs("create", "a.test");
    var result = certs("create", "bank.com");
    assertEquals(1, result.code());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(
        result.err().startsWith("weft: " + directory().resolve("weft-ca.pem") + ": may not sign"));
  }

  @Test
  void problemStandsUnderTheTable() throws Exception {
    certs("create", "a.test");
    Files.delete(directory().resolve("a.test.key"));
    Files.writeString(directory().resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAA");
    var result = certs();
    assertEquals(1, result.code());
    var lines = result.out().lines().toList();
    assertEquals(
        List.of(
            directory().resolve("a.test.key") + ": no such file (expected: a PEM file)",
            directory().resolve("broken.pem")
                + ":1: BEGIN without its END (expected: a whole block; is the file cut short?)"),
        lines.subList(4, 6));
  }

  @Test
  void jsonIsForPrograms() throws Exception {
    certs("create", "a.test", "::1");
    var json = certs("--json").out();
    assertTrue(
        json.contains(
            "{\"file\": \""
                + directory().resolve("a.test.pem")
                + "\", \"authority\": false, \"covers\": [\"::1\", \"a.test\"], \"ends\": \"20"),
        json);
    assertTrue(json.contains("\"daysLeft\": 396, \"key\": \"EC P-256\", "), json);
    assertTrue(json.strip().endsWith("\"problem\": null}\n]"), json);
  }

  @Test
  void colorsAreForTerminals() throws Exception {
    certs("create", "a.test");
    Files.delete(directory().resolve("a.test.key"));
    assertFalse(certs(Help.Ansi.OFF).out().contains("\u001b"));
    assertTrue(certs(Help.Ansi.ON).out().contains("\u001b[31m"));
  }

  @Test
  void trustPrintsAndChangesNothing() {
    var none = certs("trust");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("weft certs create"), none.err());
    certs("create", "a.test");
    var result = certs("trust");
    assertEquals(0, result.code(), result.err());
    for (var store : List.of("# The system", "# Chromium", "# Firefox")) {
      assertTrue(result.out().contains(store), result.out());
    }
    assertTrue(
        result.out().contains("'" + directory().resolve("weft-ca.pem") + "'"),
        "a path with a space is quoted");
    var one = certs("trust", "--store", "chromium", "--remove", "--dry-run");
    assertEquals(0, one.code(), one.err());
    assertFalse(one.out().contains("# Firefox"), one.out());
    assertEquals(2, certs("trust", "--install", "--remove").code());
    assertEquals(2, certs("trust", "--store", "toaster").code());
  }

  @Test
  void installAndRemoveChangeTheDatabaseOfChromium() throws Exception {
    assumeTrue(
        TrustStores.missing(List.of("certutil")).isEmpty()
            && Files.exists(Path.of("/etc/os-release")),
        "no certutil of NSS on this machine");
    certs("create", "a.test");
    var home = System.getProperty("user.home");
    try {
      System.setProperty("user.home", folder.toString());
      var installed = certs("trust", "--install", "--store", "chromium");
      assertEquals(0, installed.code(), installed.err());
      assertTrue(installed.out().contains("certutil -d sql:" + folder), installed.out());
      assertEquals(1, trusted());
      assertEquals(0, certs("trust", "--remove", "--store", "Chromium").code());
      assertEquals(0, trusted());
      var again = certs("trust", "--remove", "--store", "chromium");
      assertEquals(1, again.code(), "there is nothing to remove");
      assertTrue(again.err().startsWith("weft: certutil: exit code "), again.err());
    } finally {
      System.setProperty("user.home", home);
    }
  }

  private long trusted() throws Exception {
    var list =
        new ProcessBuilder("certutil", "-d", "sql:" + folder.resolve(".pki/nssdb"), "-L").start();
    try (var lines = list.inputReader(US_ASCII).lines()) {
      return lines.filter(line -> line.startsWith("Weft development authority")).count();
    }
  }

  @Test
  void folderIsThatOfTheInstallation() {
    var home = System.getProperty("weft.home");
    try {
      System.setProperty("weft.home", folder.toString());
      assertEquals(folder.resolve("certs"), new CertsCommand().directory());
      System.clearProperty("weft.home");
      assertEquals(Path.of("certs").toAbsolutePath(), new CertsCommand().directory());
    } finally {
      if (home != null) {
        System.setProperty("weft.home", home);
      }
    }
  }
}
