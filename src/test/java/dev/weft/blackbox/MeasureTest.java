package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Await;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/weft measure}, with browsers that are there and with all that is not. */
final class MeasureTest {
  private static final int SECONDS = 120;
  private static final String PAGE = "https://localhost:8443/";

  @TempDir private Path site;

  /** Where the program and its browsers keep what they need for a while. */
  @TempDir private Path temp;

  @BeforeEach
  void writeSite() throws IOException {
    Files.writeString(
        site.resolve("index.html"),
        """
        <!doctype html><title>Two scripts</title><link rel="icon" href="data:,">
        <h1>Two scripts</h1>
        <script type="module" src="one.js"></script>
        """);
    Files.writeString(site.resolve("one.js"), "import './two.js';\nperformance.mark('ready');\n");
    Files.writeString(site.resolve("two.js"), "export {};\n");
  }

  private record Ended(int exit, String out, List<String> err) {}

  @ParameterizedTest
  @CsvSource({"chromium, chromium-browser, google-chrome", "firefox, firefox-esr, firefox"})
  void browserLoadsThePageOverBothVersionsAndLeavesNothing(String engine, String one, String two)
      throws Exception {
    Tool.named(engine, one, two);
    Ended ended = measure("--browser", engine, "--compare", "h2,h1", "--runs", "1", "--json", "-");
    assertEquals(0, ended.exit(), ended::toString);
    var runs = Json.parse(ended.out()).at("runs").elements();
    assertRun(runs.getFirst(), "h2", "h2");
    assertRun(runs.getLast(), "h1", "http/1.1");
    assertNothingLeft();
  }

  private static void assertRun(Json run, String variant, String protocol) {
    assertEquals(variant, run.at("variant").text());
    assertEquals(3, run.at("requests").elements().size(), run::text);
    for (Json request : run.at("requests").elements()) {
      assertEquals(protocol, request.at("nextHopProtocol").text(), run::text);
      assertEquals(200, request.at("responseStatus").number(), run::text);
    }
    assertTrue(run.at("connections").number() >= 1, run::text);
    assertTrue(run.at("marks", "ready").number() > 0, run::text);
  }

  @Test
  void budgetThatIsExceededFails() throws Exception {
    Tool.named("chromium", "chromium-browser", "google-chrome", "firefox", "firefox-esr");
    Ended ended = measure("--compare", "h2", "--runs", "1", "--budget", "requests=2,load=60s");
    assertEquals(1, ended.exit(), ended::toString);
    assertEquals(List.of("weft: budget: h2: requests 3 (expected: at most 2)"), ended.err());
    assertTrue(ended.out().contains("requests"), ended::toString);
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | --link 5g | link: 5g",
        "2 | --compare h9 | compare: h9",
        "2 | --budget lcp | budget: lcp",
        "2 | --runs 0 | runs: 0",
        "2 | --budget lcp=1s,lcp=2s | budget: lcp twice",
        "2 | --browser /nonexistent | browser: /nonexistent",
        "2 | --browser chorme | browser: chorme",
        "2 | --html - | html: -",
        "2 | --html same --json ./same | json: ./same",
        "1 | --json /nonexistent/file.json | json: /nonexistent/file.json",
        "1 | --html /nonexistent/r.html | html: /nonexistent/r.html",
        "1 | --browser /bin/sh --compare x=https://localhost:1/ --runs 2 | localhost:1: nobody",
      })
  void whatIsWrongIsOneLine(int exit, String options, String words) throws Exception {
    Ended ended = measure(options.split(" "));
    assertEquals(exit, ended.exit(), ended::toString);
    assertEquals(1, ended.err().size(), ended::toString);
    assertTrue(ended.err().getFirst().contains(words), ended::toString);
    assertEquals("", ended.out());
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "chromium, chromium-browser, google-chrome, ERR_CERT_AUTHORITY_INVALID",
    "firefox, firefox-esr, firefox, SELF_SIGNED_CERT"
  })
  void certificateThatNobodyBelievesIsOneLine(
      String engine, String one, String two, String words, @TempDir Path folder) throws Exception {
    Tool.named(engine, one, two);
    try (var server =
        TestServer.in(folder).file("site/index.html", "x").names("localhost").start()) {
      String page = "x=https://localhost:" + server.port() + "/";
      Ended ended = measure("--browser", engine, "--compare", page, "--runs", "2");
      assertEquals(1, ended.exit(), ended::toString);
      assertEquals(1, ended.err().size(), ended::toString);
      assertTrue(ended.err().getFirst().contains(words), ended::toString);
    }
    assertNothingLeft();
  }

  @Test
  void pageThatNeverRestsIsGivenUp() throws Exception {
    Tool.named("chromium", "chromium-browser", "google-chrome", "firefox", "firefox-esr");
    Files.writeString(
        site.resolve("index.html"),
        """
        <!doctype html><title>Restless</title><link rel="icon" href="data:,">
        <script>setInterval(() => performance.mark('m' + Math.random()), 50)</script>
        """);
    Ended ended = measure("--compare", "h2", "--runs", "1", "--timeout", "3");
    assertEquals(1, ended.exit(), ended::toString);
    assertEquals(
        List.of("weft: h2: page not complete, or browser without an answer, in 3 s"), ended.err());
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({"chromium, chromium-browser, google-chrome", "firefox, firefox-esr, firefox"})
  void browserThatIsKilledLosesNoOtherRun(String engine, String one, String two) throws Exception {
    Tool.named(engine, one, two);
    Ended ended =
        measure(
            MeasureTest::killBrowser,
            List.of("--browser", engine, "--compare", "h2", "--runs", "2", "--json", "-"));
    assertEquals(1, ended.exit(), ended::toString);
    assertEquals(1, ended.err().size(), ended::toString);
    var runs = Json.parse(ended.out()).at("runs").elements();
    assertTrue(runs.getFirst().at("failed").text().contains("ended"), ended::toString);
    assertTrue(runs.getLast().at("loadEventEnd").number() > 0, ended::toString);
    assertNothingLeft();
  }

  /** Browsers show a page of their own for it. */
  @ParameterizedTest
  @CsvSource({"chromium, chromium-browser, google-chrome", "firefox, firefox-esr, firefox"})
  void statusWithoutABodyIsTold(String engine, String one, String two) throws Exception {
    Tool.named(engine, one, two);
    Files.writeString(site.resolve("404.html"), "");
    Ended ended =
        measure("--browser", engine, "--compare", "no=/no.html", "--runs", "1", "--json", "-");
    assertEquals(1, ended.exit(), ended::toString);
    assertEquals(List.of("weft: no: https://localhost:8443/no.html: status 404"), ended.err());
    Json run = Json.parse(ended.out()).at("runs").elements().getFirst();
    assertEquals(404, run.at("status").number(), run::text);
    assertNothingLeft();
  }

  private static void killBrowser(Process measure) throws Exception {
    Await.await(
        "a browser",
        Duration.ofSeconds(60),
        () -> {
          Optional<ProcessHandle> browser =
              measure
                  .children()
                  .filter(child -> child.info().commandLine().orElse("").contains("remote-debug"))
                  .findFirst();
          browser.ifPresent(ProcessHandle::destroyForcibly);
          return browser.isPresent();
        });
  }

  /** The page of a report is opened by a browser, which is what it is for. */
  @Test
  void reportsAreOfTheRunsThatCount(@TempDir Path reports) throws Exception {
    Tool.named("chromium", "chromium-browser", "google-chrome");
    Path html = reports.resolve("r.html");
    Path har = reports.resolve("r.har");
    Path json = reports.resolve("r.json");
    Files.writeString(site.resolve("other.html"), "<!doctype html><title>Other</title>");
    Ended ended =
        measure(
            ("--browser chromium --compare h2,other=/other.html --runs 1 --html %s --har %s"
                    + " --json %s")
                .formatted(html, har, json)
                .split(" "));
    assertEquals(0, ended.exit(), ended::toString);
    String page = Files.readString(html);
    assertTrue(page.contains("data:image/jpeg;base64,"), "no picture");
    assertTrue(page.contains("title=\"https://localhost:8443/other.html\""), page);
    assertTrue(page.contains(">u&#x3D;0, i</span>"), "no priority");
    Json report = Json.parse(Files.readString(json));
    assertEquals(2, report.at("runs").elements().size());
    assertTrue(report.at("browser", "version").text().matches("[0-9.]+"), report::text);
    assertEquals("GET", report.at("recorded", "h2").elements().getFirst().at("method").text());
    assertEquals(2, Json.parse(Files.readString(har)).at("log", "pages").elements().size());
    assertNothingLeft();
  }

  @Test
  void reportThatCannotBeWrittenLosesNoOther(@TempDir Path reports) throws Exception {
    Tool.named("chromium", "chromium-browser", "google-chrome", "firefox", "firefox-esr");
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
    Path json = reports.resolve("r.json");
    Ended ended =
        measure("--compare", "h2", "--runs", "1", "--har", "/dev/full", "--json", "" + json);
    assertEquals(1, ended.exit(), ended::toString);
    assertEquals(
        List.of("weft: har: /dev/full (expected: a file that can be written)"), ended.err());
    assertTrue(ended.out().contains("complete runs"), ended::toString);
    assertEquals(1, Json.parse(Files.readString(json)).at("runs").elements().size());
  }

  private interface Meanwhile {
    void disturb(Process measure) throws Exception;
  }

  private Ended measure(String... options) throws Exception {
    return measure(_ -> {}, List.of(options));
  }

  private Ended measure(Meanwhile meanwhile, List<String> options) throws Exception {
    var command = new ArrayList<>(List.of(WeftProcess.ROOT.resolve("bin/weft").toString()));
    command.addAll(List.of("measure", PAGE, "--site", site.toString()));
    command.addAll(options);
    Path out = Files.createTempFile("weft", ".out");
    Path err = Files.createTempFile("weft", ".err");
    var builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.redirectError(err.toFile()).environment().put("WEFT_AOT", "off");
    builder.environment().put("WEFT_JAVA_OPTS", "-Djava.io.tmpdir=" + temp);
    Process process = builder.start();
    try {
      meanwhile.disturb(process);
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "bin/weft measure did not end");
      return new Ended(process.exitValue(), Files.readString(out), Files.readAllLines(err));
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** No profile, and no process that had one or served the site. */
  private void assertNothingLeft() throws IOException {
    try (Stream<Path> left = Files.list(temp)) {
      assertEquals(List.of(), left.filter(path -> path.toString().contains("weft")).toList());
    }
    assertFalse(
        ProcessHandle.allProcesses()
            .map(process -> process.info().commandLine().orElse(""))
            .anyMatch(line -> line.contains(temp.toString()) || line.contains(site.toString())));
  }
}
