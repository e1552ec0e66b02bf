package dev.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.testing.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.ajax.JSON;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code weft load} as a person and as a program reads it. */
final class LoadCommandTest {
  private static final String HOME = "weft.home";

  @TempDir private Path folder;
  private String home = "";

  private record Ran(int code, String out, List<String> errors) {}

  @BeforeEach
  void homeIsHere() throws Exception {
    home = System.getProperty(HOME, "");
    System.setProperty(HOME, folder.toString());
    Files.createDirectory(folder.resolve("certs"));
  }

  @AfterEach
  void homeIsWhereItWas() {
    System.setProperty(HOME, home);
  }

  private TestServer server(String html) throws Exception {
    TestServer server =
        TestServer.in(folder)
            .file("site/index.html", html)
            .file("site/a.css", "p { color: red }")
            .start();
    Files.copy(server.certificate(), folder.resolve("certs/weft-ca.pem"));
    return server;
  }

  @Test
  void tableHasAColumnForEachWay() throws Exception {
    try (TestServer server = server("<link rel=stylesheet href=a.css>")) {
      Ran ran = run("load https://localhost:" + server.port() + "/ --over h1,h2");
      assertEquals(0, ran.code, ran::toString);
      assertEquals(List.of(), ran.errors);
      List<String> lines = ran.out.lines().map(line -> line.replaceAll(" +", " ")).toList();
      assertEquals(" h1 h2", lines.getFirst());
      assertTrue(lines.contains("files 2 2"), ran.out);
      assertTrue(lines.contains("TCP handshakes 1 1"), ran.out);
      assertTrue(lines.contains("TLS handshakes 1 1"), ran.out);
      assertTrue(lines.contains("round trips in a row 4 4"), ran.out);
      assertTrue(lines.contains("requests sent again 0 0"), ran.out);
      assertEquals(
          Files.exists(Path.of("/proc/self/status")),
          lines.stream().anyMatch(line -> line.startsWith("server memory, MiB ")),
          ran.out);
    }
  }

  @Test
  void jsonHasEveryRun() throws Exception {
    try (TestServer server = server("<link rel=stylesheet href=a.css>")) {
      Path json = folder.resolve("report.json");
      Ran ran =
          run("load https://localhost:" + server.port() + "/ --runs 2 --over h2 --json " + json);
      assertEquals(0, ran.code, ran::toString);
      Map<?, ?> report = (Map<?, ?>) new JSON().fromJSON(Files.readString(json));
      if (!(report.get("runs") instanceof Object[] runs)) {
        throw new AssertionError("no runs: " + report);
      }
      assertEquals(2, runs.length);
      for (Object each : runs) {
        Map<?, ?> load = (Map<?, ?>) each;
        assertEquals("h2", load.get("over"));
        assertEquals(2.0, load.get("files"));
        assertEquals(1.0, load.get("tlsHandshakes"));
        assertTrue(load.get("requestHeaders") instanceof Double bytes && bytes > 0);
      }
    }
  }

  /** Loads that are made are told of, whatever happens to a file. */
  @Test
  void reportThatCannotBeWrittenLosesNoTable() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    try (TestServer server = server("<link rel=stylesheet href=a.css>")) {
      Ran ran = run("load https://localhost:" + server.port() + "/ --over h2 --json /dev/full");
      assertEquals(1, ran.code, ran::toString);
      assertEquals(
          List.of("weft: json: /dev/full (expected: a file that can be written)"), ran.errors);
      assertTrue(ran.out.contains("on the wire, bytes"), ran.out);
    }
  }

  @Test
  void tableSaysHowManyRunsWereComplete() throws Exception {
    try (TestServer server = server("<link rel=stylesheet href=a.css>")) {
      Ran ran = run("load HTTPS://localhost:" + server.port() + "/ --runs 2 --over h2");
      assertEquals(0, ran.code, ran::toString);
      List<String> lines = ran.out.lines().map(line -> line.replaceAll(" +", " ")).toList();
      assertEquals(List.of("complete runs 2", "files 2"), lines.subList(1, 3));
    }
  }

  @Test
  void whatIsMissingIsOneLineForEachWayAndExitCode1() throws Exception {
    try (TestServer server = server("<img src=no.png>")) {
      Ran ran = run("load https://localhost:" + server.port() + "/ --runs 2 --over h1,h2");
      assertEquals(
          new Ran(1, "", List.of("weft: h1: /no.png: status 404", "weft: h2: /no.png: status 404")),
          ran);
    }
  }

  private static Ran run(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commands = WeftCommand.commands(arguments.split(" ", -1));
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    int code = WeftCommand.execute(commands, arguments.split(" ", -1));
    return new Ran(code, out.toString(), err.toString().lines().toList());
  }
}
