package dev.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.tls.CertificateFilePair;
import dev.weft.tls.CredentialException;
import dev.weft.tls.DevelopmentAuthority;
import dev.weft.tls.DevelopmentAuthority.Renewal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  @TempDir Path folder;

  /** What the last command said on standard error. */
  private List<String> warnings = List.of();

  /** What was printed, a line each, with DIR for the folder, and the exit code. */
  record Outcome(int code, List<String> lines) {
    Outcome(int code, String... lines) {
      this(code, List.of(lines));
    }
  }

  @BeforeEach
  void aSite() throws IOException {
    Files.createDirectories(folder.resolve("www"));
    Files.writeString(folder.resolve("www/index.html"), "<p>");
  }

  @Test
  void goodConfigurationHasNoProblems() throws IOException {
    assertEquals(new Outcome(0, "DIR/weft.toml: no problems"), check("[[site]]\nroot = 'www'"));
    assertEquals(new Outcome(0, "[]"), check("[[site]]\nroot = 'www'", "--json"));
  }

  @Test
  void fileThatIsNotThereIsOneLine() {
    assertEquals(
        new Outcome(2, "DIR/weft.toml: no such file (expected: a configuration in TOML)"), run());
  }

  @Test
  void mistakesOfTheFileComeAlone() throws IOException {
    assertEquals(
        new Outcome(
            2,
            "DIR/weft.toml:2:1: unknown key: prot (did you mean: port?)",
            "DIR/weft.toml:3:1: port: 70000 (expected: 0..65535)"),
        check("[listen]\nprot = 1\nport = 70000\n[[tls.certificate]]\nfile = 'nope'"));
  }

  @Test
  void programsGetObjects() throws IOException {
    assertEquals(
        new Outcome(
            2,
            "[",
            "  {\"file\": \"DIR/weft.toml\", \"line\": 1, \"column\": 1, \"warning\": false,"
                + " \"message\": \"listen: \\\"x\\\" (expected: a table [listen])\"}",
            "]"),
        check("listen = 'x'", "--json"));
  }

  @Test
  void pagesThatAreNamedMustBeThere() throws IOException {
    assertEquals(
        new Outcome(
            2,
            "DIR/weft.toml:3:1: spa: DIR/www/app.html (expected: a file that can be read)",
            "DIR/weft.toml:4:1: not-found-page: DIR/www/404.html"
                + " (expected: a file that can be read)",
            "DIR/weft.toml:5:1: error-page: DIR/www/e/50x.html"
                + " (expected: a file that can be read)"),
        check(
            """
            [[site]]
            root = 'www'
            spa = 'app.html'
            not-found-page = '404.html'
            error-page = 'e/50x.html'
            """));
  }

  @Test
  void siteWithoutAnythingToShowIsAWarning() throws IOException {
    Files.delete(folder.resolve("www/index.html"));
    var expected =
        "DIR/weft.toml:2:1: warning: root: no index.html in DIR/www"
            + " (expected: one, or listing = true)";
    assertEquals(new Outcome(0, expected), check("[[site]]\nroot = 'www'"));
    assertEquals(
        new Outcome(0, "DIR/weft.toml: no problems"),
        check("[[site]]\nroot = 'www'\nlisting = true"));
  }

  @Test
  void folderThatIsServedWithoutBeingNamedMustBeThere() throws IOException {
    assertEquals(
        new Outcome(2, "DIR/weft.toml: root: DIR/public (expected: a folder that can be read)"),
        check("[listen]\nport = 0"));
  }

  @Test
  void filesThatAreWrittenNeedAPlace() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertEquals(
        new Outcome(
            2,
            "DIR/weft.toml:4:1: warning: cache: DIR/file (expected: a folder that can be written)",
            "DIR/weft.toml:6:1: file: DIR/nope/log (expected: a file that can be written)"),
        check(
            """
            [[site]]
            root = 'www'
            [store]
            cache = 'file'
            [access-log]
            file = 'nope/log'
            """));
  }

  @Test
  void certificatesAreReadAndMustCoverTheSites() throws IOException, CredentialException {
    CertificateFilePair made =
        DevelopmentAuthority.open(folder.resolve("certs"))
            .create(List.of("a.test", "*.b.test"), Renewal.WHEN_NEEDED)
            .files();
    var certificate =
        "[[tls.certificate]]\nfile = '%s'\nkey = '%s'\n".formatted(made.certificate(), made.key());
    var site = "[[site]]\nroot = 'www'\nauthorities = ['A.test:8443', 'www.b.test', ";
    assertEquals(new Outcome(0, "DIR/weft.toml: no problems"), check(certificate + site + "]"));
    assertEquals(
        new Outcome(
            2,
            "DIR/weft.toml:6:45: authorities: b.test"
                + " (expected: covered by a certificate; there is: *.b.test, a.test)"),
        check(certificate + site + "'b.test']"));
    var status = "]\n[status]\nauthority = ";
    assertEquals(0, check(certificate + site + status + "'status.b.test:8443'").code());
    assertEquals(
        new Outcome(
            2,
            "DIR/weft.toml:8:1: authority: status.test"
                + " (expected: covered by a certificate; there is: *.b.test, a.test)"),
        check(certificate + site + status + "'status.test'"));
  }

  @Test
  void certificateThatCannotBeUsedIsToldAlone() throws IOException {
    Files.writeString(folder.resolve("bad.pem"), "no certificate");
    var outcome =
        check(
            """
            [[tls.certificate]]
            file = 'bad.pem'
            [[tls.certificate]]
            file = 'nope.pem'
            [[site]]
            root = 'www'
            authorities = 'a.test'
            """);
    assertEquals(2, outcome.code());
    assertEquals(2, outcome.lines().size(), outcome::toString);
    assertTrue(outcome.lines().getFirst().startsWith("DIR/weft.toml:1:1: DIR/bad.pem: "));
    assertEquals(
        "DIR/weft.toml:3:1: DIR/nope.pem: no such file (expected: a PEM file)",
        outcome.lines().getLast());
  }

  @Test
  void explanationNamesThePriorityAndWhatItComesFrom() throws IOException {
    Files.writeString(folder.resolve("www/app.js"), "1");
    var rules =
        """
        [[site]]
        root = 'www'
        [[site.priority]]
        match = '*.css'
        urgency = 7
        [[site.priority]]
        match = '/app.js'
        urgency = 0
        [[site.priority]]
        destination = 'worker'
        incremental = true
        override = true
        """;
    assertEquals(
        new Outcome(
            0,
            "/app.js is DIR/www/app.js, text/javascript; charset=utf-8",
            "  u=0 for a client that says nothing",
            "  u=3 for a client that says u=3, i",
            "because, the last word counting:",
            "  built-in: scripts and JSON modules: u=2, i=?0 if the client says nothing",
            "  built-in: scripts and JSON modules: i=?0 whatever the client says",
            "  DIR/weft.toml:6:1: u=0 if the client says nothing"),
        check(rules, "--explain=/app.js"));
    var worker = check(rules, "--explain=/app.js", "--destination=worker").lines();
    assertEquals("  u=0, i for a client that says nothing", worker.get(1));
    assertEquals("  u=3, i for a client that says u=3, i", worker.get(2));
    assertEquals("  DIR/weft.toml:9:1: i whatever the client says", worker.getLast());
  }

  @Test
  void explanationNamesTheHeaderThatIsSent() throws IOException {
    Files.writeString(folder.resolve("www/app.js"), "1");
    assertEquals(
        new Outcome(
            0,
            "/app.js is DIR/www/app.js, text/javascript; charset=utf-8",
            "  u=1 for a client that says nothing",
            "  u=1 for a client that says u=3, i",
            "because, the last word counting:",
            "  built-in: scripts and JSON modules: u=2, i=?0 if the client says nothing",
            "  built-in: scripts and JSON modules: i=?0 whatever the client says",
            "  headers: Priority: u=1 whatever the client says"),
        check(
            """
            [[site]]
            root = 'www'
            [[site.headers]]
            match = '*.js'
            set = { Priority = 'u=1' }
            """,
            "--explain=/app.js"));
  }

  @Test
  void explanationSaysWhatServesAsADictionary() throws IOException {
    Files.writeString(folder.resolve("www/app-3f9a1c7e.js"), "1");
    Files.writeString(folder.resolve("www/app.js"), "1");
    Files.writeString(folder.resolve("www/words.txt"), "1");
    var site = "[[site]]\nroot = 'www'\n[site.dictionaries]\nprevious = true\nfile = 'words.txt'\n";
    assertEquals(
        List.of(
            "a dictionary for /app-*.js",
            "no dictionary: Cache-Control says that it is never fresh (expected: max-age, or a hash"
                + " in the name)",
            "a dictionary for /*",
            "no dictionary: text/html; charset=utf-8 (expected: text, and no document)"),
        List.of(
            check(site, "--explain=/app-3f9a1c7e.js").lines().getLast(),
            check(site, "--explain=/app.js").lines().getLast(),
            check(site, "--explain=/words.txt").lines().getLast(),
            check(site, "--explain=/").lines().getLast()));
  }

  @Test
  void dictionaryThatIsNamedMustBeThere() throws IOException {
    assertEquals(
        new Outcome(
            2, "DIR/weft.toml:4:1: file: DIR/www/words.txt (expected: a file that can be read)"),
        check("[[site]]\nroot = 'www'\n[site.dictionaries]\nfile = 'words.txt'"));
  }

  @Test
  void explanationFindsWhatARequestWouldFind() throws IOException {
    var site = "[[site]]\nroot = 'www'\nspa = 'index.html'\n";
    assertEquals(
        List.of(
            "/ is DIR/www/index.html, text/html; charset=utf-8",
            "  u=0 for a client that says nothing",
            "  u=3, i for a client that says u=3, i"),
        check(site, "--explain=/").lines().subList(0, 3));
    assertEquals(
        "/deep/link is DIR/www/index.html, text/html; charset=utf-8",
        check(site, "--explain=/deep/link", "--destination=document").lines().getFirst());
    assertEquals(
        "/ is DIR/www/index.html, text/html; charset=utf-8",
        check(site, "--explain=/?a=/b#c").lines().getFirst());
    assertEquals(new Outcome(2), check(site, "--explain=/deep/link"));
  }

  @Test
  void mistakesComeBeforeAnExplanation() throws IOException {
    assertEquals(
        new Outcome(
            2,
            "DIR/weft.toml:1:1: unknown key: x (expected: access-log, http2, limits,"
                + " listen, site, status, store, tls)"),
        check("x = 1", "--explain=/"));
  }

  private static final String SITES =
      """
      [[site]]
      root = 'www'
      authorities = 'www.a.test'
      [[site]]
      root = 'www'
      authorities = ['img.a.test', 'b.test']
      [[site]]
      root = 'www'
      authorities = 'own.a.test'
      coalesce = false
      """;

  private String certificate(String... names) throws CredentialException {
    CertificateFilePair made =
        DevelopmentAuthority.open(folder.resolve("certs"))
            .create(List.of(names), Renewal.WHEN_NEEDED)
            .files();
    return "[[tls.certificate]]\nfile = '%s'\nkey = '%s'\n"
        .formatted(made.certificate(), made.key());
  }

  @Test
  void sitesThatShareAConnectionStandTogetherAndTheOthersWithAReason() throws Exception {
    var certificates = certificate("www.a.test", "*.a.test") + certificate("b.test", "img.a.test");
    var first = "DIR/certs/www.a.test.pem";
    var second = "DIR/certs/b.test.pem";
    assertEquals(
        new Outcome(
            0,
            "Connections with the certificate " + first,
            "  opened for  https://www.a.test:8443",
            "  also for    https://img.a.test:8443: by itself it has " + second,
            "  not for     not covered by this certificate but by "
                + second
                + ": https://b.test:8443",
            "              coalesce = false in line 16 of DIR/weft.toml: https://own.a.test:8443",
            "  ORIGIN says https://www.a.test:8443",
            "              https://img.a.test:8443",
            "",
            "Connections with the certificate " + second,
            "  shared by   https://img.a.test:8443",
            "              https://b.test:8443",
            "  not for     not covered by this certificate but by "
                + first
                + ": https://www.a.test:8443, https://own.a.test:8443",
            "  ORIGIN says https://img.a.test:8443",
            "              https://b.test:8443",
            "",
            "Connections with the certificate " + first,
            "  opened for  https://own.a.test:8443",
            "  not for     coalesce = false in line 16 of DIR/weft.toml: https://www.a.test:8443,"
                + " https://img.a.test:8443",
            "              not covered by this certificate but by "
                + second
                + ": https://b.test:8443",
            "  ORIGIN says https://own.a.test:8443",
            "",
            "A browser shares a connection only if the names have one address and one port, too."),
        check(certificates + SITES, "--coalescing"));
  }

  @Test
  void programsGetTheSameAsObjects() throws Exception {
    var sites =
        """
        [listen]
        port = 0
        [[site]]
        root = 'www'
        authorities = ['www.a.test', 'a.test:8444']
        """;
    assertEquals(
        new Outcome(
            0,
            "[",
            "  {\"certificate\": \"DIR/certs/a.test.pem\","
                + " \"shared\": [\"https://www.a.test:*\", \"https://a.test:8444\"],"
                + " \"also\": [], \"refused\": [],"
                + " \"announced\": [\"https://www.a.test:*\", \"https://a.test:8444\"]}",
            "]"),
        check(certificate("a.test", "www.a.test") + sites, "--coalescing", "--json"));
  }

  @Test
  void certificateOfAGuestIsNamedWhereItIsAnother() throws Exception {
    var sites =
        """
        [[site]]
        root = 'www'
        authorities = 'www.a.test'
        [[site]]
        root = 'www'
        authorities = 'img.a.test'
        [[site]]
        root = 'www'
        authorities = 'img.a.test:9000'
        coalesce = false
        """;
    var lines = check(certificate("www.a.test", "img.a.test") + sites, "--coalescing").lines();
    assertEquals("  also for    https://img.a.test:8443", lines.get(2));
  }

  @Test
  void warningsDoNotComeBetweenWhatIsShared() throws Exception {
    Files.delete(folder.resolve("www/index.html"));
    var outcome =
        check(certificate("a.test") + "[[site]]\nroot = 'www'\n", "--coalescing", "--json");
    assertEquals(0, outcome.code());
    assertEquals("[", outcome.lines().getFirst());
    assertEquals(
        List.of(
            "DIR/weft.toml:5:1: warning: root: no index.html in DIR/www"
                + " (expected: one, or listing = true)"),
        warnings);
  }

  @Test
  void secretThatEverybodyMayReadIsWarnedOf() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef");
    var text = "[[site]]\nroot = 'www'\n[status]\ntoken-file = 'token'\n";
    assumeTrue(token.getFileSystem().supportedFileAttributeViews().contains("posix"));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(
        new Outcome(
            0,
            "DIR/weft.toml:4:1: warning: token-file: DIR/token"
                + " (expected: a file that others may not read)"),
        check(text));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(new Outcome(0, "DIR/weft.toml: no problems"), check(text));
  }

  @Test
  void originsThatNoConnectionIsGoodForAreWarnedOf() throws Exception {
    var listed =
        certificate("a.test", "*.a.test")
            + "[http2]\n"
            + "origin-frame = ['https://a.test', 'https://b.test']\n"
            + "[[site]]\n"
            + "root = 'www'\n";
    assertEquals(
        new Outcome(
            0,
            "DIR/weft.toml:5:35: warning: origin-frame: https://b.test"
                + " (expected: covered by a certificate; there is: *.a.test, a.test)"),
        check(listed));
    assertEquals(
        new Outcome(
            0,
            "DIR/weft.toml:5:35: warning: origin-frame: https://b.test"
                + " (expected: claimed by a site)"),
        check(listed + "authorities = 'a.test'\n"));
  }

  @Test
  void developmentCertificateCountsAsItWouldBeMade() throws Exception {
    var development = "[tls]\ndirectory = 'none'\n";
    var lines = check(development + SITES, "--coalescing").lines();
    assertEquals("Connections with the certificate DIR/none/localhost.pem", lines.getFirst());
    assertEquals("  shared by   https://www.a.test:8443", lines.get(1));
    assertEquals("              https://b.test:8443", lines.get(3));
    assertFalse(Files.exists(folder.resolve("none")), "looking makes nothing");
  }

  @Test
  void developmentCertificateThatCannotBeMadeIsOneLine() throws Exception {
    certificate("localhost");
    var site = "[[site]]\nroot = 'www'\nauthorities = 'bank.com'\n";
    assertEquals(new Outcome(2), check("[tls]\ndirectory = 'certs'\n" + site, "--coalescing"));
  }

  @Test
  void mistakesComeBeforeWhatIsShared() throws Exception {
    var outcome =
        new Outcome(
            2,
            "DIR/weft.toml:6:1: authorities: b.test"
                + " (expected: covered by a certificate; there is: a.test)");
    var text = certificate("a.test") + "[[site]]\nroot = 'www'\nauthorities = 'b.test'\n";
    assertEquals(outcome, check(text, "--coalescing"));
  }

  /** Who asks for an address names no server in TLS (RFC 6066, section 3). */
  @Test
  void addressesNeedTheFirstCertificate() throws Exception {
    var site = "[[site]]\nroot = 'www'\nauthorities = '127.0.0.1'\n";
    var named = certificate("a.test");
    var address = certificate("127.0.0.1", "b.test");
    assertEquals(new Outcome(0, "DIR/weft.toml: no problems"), check(address + named + site));
    assertEquals(
        new Outcome(
            2,
            "DIR/weft.toml:9:1: authorities: 127.0.0.1"
                + " (expected: covered by the first certificate, which has: a.test)"),
        check(named + address + site));
  }

  private Outcome check(String text, String... arguments) throws IOException {
    Files.writeString(folder.resolve("weft.toml"), text);
    return run(arguments);
  }

  private Outcome run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var command =
        new CommandLine(new CheckCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    var all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config=" + folder.resolve("weft.toml");
    int code = command.execute(all);
    warnings = err.toString().replace("" + folder, "DIR").lines().toList();
    return new Outcome(code, out.toString().replace("" + folder, "DIR").lines().toList());
  }
}
