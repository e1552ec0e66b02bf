package dev.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.tls.CertificateFilePair;
import dev.weft.tls.CredentialException;
import dev.weft.tls.DevelopmentAuthority;
import dev.weft.tls.DevelopmentAuthority.Renewal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  @TempDir Path folder;

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
    assertEquals(new Outcome(2), check(site, "--explain=/deep/link"));
  }

  @Test
  void mistakesComeBeforeAnExplanation() throws IOException {
    assertEquals(
        new Outcome(
            2,
            "DIR/weft.toml:1:1: unknown key: x (expected: access-log, http2, limits,"
                + " listen, site, store, tls)"),
        check("x = 1", "--explain=/"));
  }

  private Outcome check(String text, String... arguments) throws IOException {
    Files.writeString(folder.resolve("weft.toml"), text);
    return run(arguments);
  }

  private Outcome run(String... arguments) {
    var out = new StringWriter();
    var command = new CommandLine(new CheckCommand()).setOut(new PrintWriter(out));
    var all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config=" + folder.resolve("weft.toml");
    int code = command.execute(all);
    return new Outcome(code, out.toString().replace("" + folder, "DIR").lines().toList());
  }
}
