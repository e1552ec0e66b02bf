package dev.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.tls.CertificateFilePair;
import dev.weft.tls.DevelopmentAuthority;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * A mistake is one line that names the value and what was expected, and exit code 2; a failure is
 * 1.
 */
class BadInputTest {
  /** Self-signed for localhost; it ended on 2 January 2020. */
  private static final String EXPIRED =
      """
      -----BEGIN PRIVATE KEY-----
      MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCBA174aXT1cvZ/DPTsl
      EBu5TOUvfdHEA0N1PhWLy70Ktw==
      -----END PRIVATE KEY-----
      -----BEGIN CERTIFICATE-----
      MIIBVTCB+6ADAgECAgg+eEUCsrycQDAKBggqhkjOPQQDAzAUMRIwEAYDVQQDEwls
      b2NhbGhvc3QwHhcNMjAwMTAxMDAwMDAwWhcNMjAwMTAyMDAwMDAwWjAUMRIwEAYD
      VQQDEwlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARukZS8TwZC
      O/uCrUZFDBblG2cbHQxqA90htX2hd+HPtzsJSf2VQpU2pf9r2nfQkD7nqYK7hTr3
      9qMfdMIUx5hFozcwNTAdBgNVHQ4EFgQUmiA7UE1gnxeH+gl94pn4opfxIEAwFAYD
      VR0RBA0wC4IJbG9jYWxob3N0MAoGCCqGSM49BAMDA0kAMEYCIQDsv1EmjJcEwYSn
      hSR47pLWyEiGAnqLkUthMuvE4q7NpwIhAL5RySIBnVQlnMN6zjqmCTOaJvw3JFwR
      cejNtIVAobO9
      -----END CERTIFICATE-----
      """;

  @TempDir private Path folder;
  private CertificateFilePair own = new CertificateFilePair(Path.of(""), Path.of(""));

  /** What a command line came to. */
  private record Ran(int code, String out, List<String> errors) {}

  @BeforeEach
  void aSiteWithACertificate() throws Exception {
    Files.createDirectory(folder.resolve("site"));
    Files.writeString(folder.resolve("site/index.html"), "<!doctype html>");
    Files.writeString(folder.resolve("file"), "a file");
    own = DevelopmentAuthority.open(folder.resolve("own")).ensure(List.of("localhost"));
    CertificateFilePair other =
        DevelopmentAuthority.open(folder.resolve("other")).ensure(List.of("localhost"));
    Files.copy(own.certificate(), folder.resolve("cert.pem"));
    Files.copy(own.key(), folder.resolve("cert.key"));
    Files.copy(other.key(), folder.resolve("other.key"));
    Files.writeString(folder.resolve("expired.pem"), EXPIRED);
    Files.writeString(folder.resolve("good.toml"), "[[site]]\nroot = \"site\"\n");
    Files.writeString(
        folder.resolve("foreign.toml"),
        "tls.directory = \"own\"\n[[site]]\nroot = \"site\"\nauthorities = \"bank.com\"\n");
    Files.writeString(folder.resolve("broken.toml"), "[listen\nport = 1\n");
    Files.writeString(
        folder.resolve("unknown.toml"), "[listen]\nprot = 1\n[[site]]\nroot = \"site\"\n");
    Files.writeString(
        folder.resolve("range.toml"), "[listen]\nport = 70000\n[[site]]\nroot = \"site\"\n");
    Files.writeString(
        folder.resolve("type.toml"), "[listen]\nport = \"x\"\n[[site]]\nroot = \"site\"\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve @/missing | DIR: @/missing is missing (expected: a folder)",
        "serve @/file | DIR: @/file is a file (expected: a folder)",
        "serve @/site --port 70000 | port: 70000 (expected: 0..65535)",
        "serve @/site --port x | --port: x (expected: an integer)",
        "serve @/site --host a.test | --host: a.test (expected: NAME=DIR)",
        "serve @/site --key @/cert.key | --key: given 1 times (expected: once for each --cert",
        "serve @/site --spa app.html | --spa: app.html (expected: a file in @/site)",
        "serve @/site --spa ../file | spa: ../file (expected: a file below the root",
        "serve @/site --prot 1 | Unknown options: '--prot', '1'",
        "serve @/site --max-concurrent-streams 0 | max-concurrent-streams: 0 (expected: 1..10000)",
        "serve @/site --host bad_/x=@/site | (expected: host or host:port)",
        "serve --host a.test=@/file | DIR: @/file is a file (expected: a folder)",
        "serve @/site --access-log - --access-log-format xml | --access-log-format: xml (expected:"
            + " combined|json)",
        "serve @/site --cert @/nothing.pem | @/nothing.pem",
        "serve @/site --cert @/cert.pem | @/cert.pem",
        "serve @/site --cert @/cert.pem --key @/other.key | @/other.key",
        "serve @/site --cert @/cert.pem --key @/site | @/site",
        "serve @/site --cert @/expired.pem | @/expired.pem",
        "serve @/site --cert @/cert.pem --cert @/cert.pem --key @/cert.key | --key: given 1 times",
        "serve --config @/nothing.toml | @/nothing.toml",
        "serve --config @/broken.toml | @/broken.toml:1:8",
        "serve --config @/unknown.toml | @/unknown.toml:2:1: unknown key: prot (did you"
            + " mean: port?)",
        "serve --config @/range.toml | @/range.toml:2:1: port: 70000 (expected: 0..65535)",
        "serve --config @/type.toml | @/type.toml:2:1: port: \"x\" (expected: an integer 0..65535)",
        "serve @/site --scheduler lifo | --scheduler: lifo (expected: priority|round-robin|fifo)",
        "check --config @/good.toml --explain /nope | --explain: /nope (expected: the path of a"
            + " file, such as /js/app.js)",
        "check --config @/good.toml --explain / --json | --json: with --explain (expected: one of"
            + " them)",
        "check --config @/good.toml --explain / --coalescing | --coalescing: with --explain"
            + " (expected: one of them)",
        "check --config @/good.toml --coalescing --destination image | --destination: image",
        "check --config @/good.toml --explain / --destination imge | --destination: imge (expected:"
            + " a value of Sec-Fetch-Dest such as \"image\")",
        "check --config @/foreign.toml --coalescing | @/own/weft-ca.pem: may not sign for bank.com",
        "check --config @/good.toml --destination image | --destination: image (expected: with"
            + " --explain)",
        "load https://localhost/ --over h2,h2 | over: h2 twice (expected: each once)",
        "certs create --config @/broken.toml | @/broken.toml:1:8",
        "certs create --config @/nothing.toml | @/nothing.toml: no such file",
        "certs create --config @/site | --config: @/site (expected: a file that can be read)",
        "certs create a.test --config @/good.toml | --config: @/good.toml (expected: without"
            + " names)",
        "load http://localhost/ | url: http://localhost/ (expected: https://host/...)",
        "load local<host | url: local<host (expected: https://host/...)",
        "load https://a.test:99999/ | url: https://a.test:99999/ (expected: a port of 1..65535)",
        "load https://a.test:0/ | url: https://a.test:0/ (expected: a port of 1..65535)",
        "measure https://a.test:99999/ --browser /bin/sh | url: https://a.test:99999/ (expected: a",
        "measure https://a.test/ --browser /bin/sh --compare a= | compare: a= (expected: h1, h2,",
        "load https://a.test/ --over h3 | over: h3 (expected: h1, pipelined, h2)",
        "load https://a.test/ --runs 0 | runs: 0 (expected: 1..100)",
        "load https://a.test/ --runs x | --runs: x (expected: an integer)",
        "load https://a.test/ --timeout 0 | timeout: 0 s (expected: 1..3600)",
        "load https://a.test/ --link 5g | link: 5g (expected: such as 10mbit,2mbit,50ms",
        "load https://a.test/ --files @/nothing | files: @/nothing (expected: a file that can be"
            + " read)",
        "load https://a.test/ --files @/file | files: a file (expected: /path on a line)",
        "load https://a.test/ --filse x | Unknown option",
        "measure https://a.test/ --browser chorme | browser: chorme (expected: chromium, chrome,"
            + " edge, firefox, or the path of a program)",
        "measure https://a.test/ --html - | html: - (expected: a file)",
        "measure https://a.test/ --har @/x --json @/site/../x | json: @/site/../x (expected:"
            + " another file than that of har)",
        "measure https://a.test/ --budget load=1s,load=2s | budget: load twice (expected: each"
            + " once)",
        "sevre | Unmatched argument at index 0: 'sevre'",
      })
  void aMistakeIsOneLineAndExitCode2(String arguments, String expected) {
    Ran ran = run(arguments);
    assertEquals(2, ran.code, ran.toString());
    assertEquals("", ran.out);
    assertEquals(1, ran.errors.size(), ran.errors.toString());
    String line = ran.errors.getFirst();
    assertTrue(line.startsWith("weft: "), line);
    assertTrue(line.contains(here(expected)), line);
  }

  @Test
  void aPortInUseIsOneLineAndExitCode1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ran ran =
          run("serve @/site --cert @/cert.pem --key @/cert.key --port " + taken.getLocalPort());
      assertEquals(1, ran.code, ran.toString());
      assertEquals(
          List.of(
              "weft: port: "
                  + taken.getLocalPort()
                  + " on 127.0.0.1 (expected: free and permitted)"),
          ran.errors);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bind 192.0.2.1 | bind: 192.0.2.1 (expected: an address of this machine)",
        "--bind 1.2.3.4.5 | bind: 1.2.3.4.5 (expected: an address of this machine)",
        "--access-log @/missing/log | access-log: @/missing/log (expected: a file that can be"
            + " written)",
        "--access-log @/site | access-log: @/site (expected: a file that can be written)",
      })
  void whatTheMachineRefusesIsOneLineAndExitCode1(String options, String expected) {
    Ran ran = run("serve @/site --cert @/cert.pem --key @/cert.key --port 0 " + options);
    assertEquals(new Ran(1, "", List.of("weft: " + here(expected))), ran);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "load https://localhost:1/ | localhost:1: nobody answers",
        "load https://no.such.host.invalid/ | no.such.host.invalid: unknown host",
        "load https://a.test/ --json @/missing/x.json | json: @/missing/x.json (expected: a file"
            + " that can be written)",
      })
  void whatCannotBeLoadedIsOneLineAndExitCode1(String arguments, String expected) {
    assertEquals(new Ran(1, "", List.of("weft: " + here(expected))), run(arguments));
  }

  private Ran run(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = WeftCommand.commands(here(arguments).split(" ", -1));
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    int code = WeftCommand.execute(commands, here(arguments).split(" ", -1));
    return new Ran(code, out.toString(), err.toString().lines().toList());
  }

  private String here(String text) {
    return text.replace("@", folder.toString());
  }
}
