package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.config.Flatten;
import dev.weft.config.SiteSettings;
import dev.weft.testing.TestServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of a real server, loaded in every way. */
final class LoadsTest {
  private static final int IMAGES = 20;

  /** Besides the images: the document, a style sheet, a module and what that imports. */
  private static final int FILES = IMAGES + 4;

  private static final long MIB = 1 << 20;

  @TempDir private Path folder;

  private TestServer.Preparation page() throws Exception {
    // What modules import is found in them, and not told by the document.
    SiteSettings plain = SiteSettings.of(folder.resolve("site")).withFlatten(Flatten.OFF);
    TestServer.Preparation site = TestServer.in(folder).sites(plain);
    StringBuilder html = new StringBuilder("<!doctype html><link rel=stylesheet href=a.css>");
    html.append("<script type=module src=one.js></script>");
    for (int i = 0; i < IMAGES; i++) {
      html.append("<img src=").append(i).append(".png>");
      site.file("site/" + i + ".png", new byte[100]);
    }
    return site.file("site/index.html", html.toString())
        .file("site/a.css", "p { color: red }")
        .file("site/one.js", "import './two.js';")
        .file("site/two.js", "export {};");
  }

  private List<LoadRun> load(TestServer server, List<String> files, List<Way> ways)
      throws Exception {
    List<LoadRun> runs = new ArrayList<>();
    LoadPlan plan =
        new LoadPlan(
            URI.create("https://localhost:" + server.port() + "/"),
            files,
            ways,
            1,
            Optional.empty(),
            Duration.ofSeconds(30));
    new Loads(plan, new Believed(server.certificate()), runs::add).run();
    return runs;
  }

  private static Memory memory(LoadRun run) {
    assertTrue(run instanceof LoadRun.Complete, run::toString);
    return ((LoadRun.Complete) run).memory();
  }

  private static Load complete(LoadRun run) {
    assertTrue(run instanceof LoadRun.Complete, run::toString);
    return ((LoadRun.Complete) run).load();
  }

  @Test
  void countsAreThoseOfTheProtocols() throws Exception {
    try (TestServer server = page().start()) {
      List<LoadRun> runs = load(server, List.of(), List.of(Way.values()));
      Load h1 = complete(runs.get(0));
      Load pipelined = complete(runs.get(1));
      Load h2 = complete(runs.get(2));
      for (Load each : List.of(h1, pipelined, h2)) {
        assertEquals(FILES, each.files());
        assertEquals(0, each.retries());
        assertEquals(h1.requestFields(), each.requestFields());
        assertEquals(h1.contentBytes(), each.contentBytes());
      }
      // Six, or fewer where an answer comes before the next connection is opened; and the last may
      // not have said its TLS when all is there.
      assertTrue(h1.tlsHandshakes() > 1 && h1.tcpHandshakes() <= 6, h1::toString);
      assertTrue(h1.tlsHandshakes() <= h1.tcpHandshakes(), h1::toString);
      assertTrue(h1.concurrent() <= h1.tcpHandshakes(), h1::toString);
      assertEquals(h1.requestFields(), h1.requestHeaders());
      assertEquals(h1.responseFields(), h1.responseHeaders());
      for (Load one : List.of(pipelined, h2)) {
        assertEquals(1, one.tcpHandshakes());
        assertEquals(1, one.tlsHandshakes());
        // TCP, TLS, the document, what it names, and what the module imports.
        assertEquals(5, one.roundTrips());
      }
      assertTrue(h1.roundTrips() > 4, h1::toString);
      assertEquals(0, pipelined.overtaking());
      assertTrue(h2.concurrent() > 1, h2::toString);
      assertTrue(h2.requestHeaders() < h2.requestFields() / 2, h2::toString);
      assertTrue(h2.responseHeaders() < h2.responseFields() / 2, h2::toString);
      assertTrue(h2.requestHeaders() > FILES, h2::toString);
      assertTrue(h2.responseHeaders() > FILES, h2::toString);
      assertTrue(h2.bytes() < h1.bytes(), h2::toString);
    }
  }

  @Test
  void noMoreStreamsAreOpenThanTheServerAllows() throws Exception {
    Configuration.Http2 usual = Configuration.Http2.DEFAULT;
    Configuration.Http2 four =
        new Configuration.Http2(
            4,
            usual.budgets(),
            usual.scheduler(),
            usual.noRfc7540Priorities(),
            usual.originFrame());
    try (TestServer server = page().with(four).start()) {
      Load load = complete(load(server, List.of(), List.of(Way.HTTP_2)).getFirst());
      assertEquals(4, load.concurrent());
      assertEquals(1, load.tcpHandshakes());
      assertEquals(FILES, load.files());
    }
  }

  @Test
  void listedFilesAreAskedForAtOnce() throws Exception {
    try (TestServer server = page().start()) {
      Load load =
          complete(load(server, List.of("/one.js", "/a.css"), List.of(Way.HTTP_2)).getFirst());
      assertEquals(2, load.files()); // and not what the module imports
      assertEquals(3, load.roundTrips());
    }
  }

  @Test
  void memoryIsWhatTheServerHasResident() throws Exception {
    try (TestServer server = page().start()) {
      Memory memory = memory(load(server, List.of(), List.of(Way.HTTP_2)).getFirst());
      if (Files.exists(Path.of("/proc/self/status"))) {
        assertTrue(
            memory instanceof Memory.Told(long before, long loaded) && before > MIB && loaded > MIB,
            memory::toString);
      } else {
        assertEquals(new Memory.Unknown("/.weft/metrics says nothing of it"), memory);
      }
    }
  }

  @Test
  void serverThatDoesNotTellItsMemoryIsSaidToBeSo() throws Exception {
    Configuration.Status off =
        new Configuration.Status(false, Optional.empty(), Optional.empty(), false);
    try (TestServer server = page().with(off).start()) {
      List<LoadRun> runs = load(server, List.of(), List.of(Way.HTTP_1_1, Way.HTTP_2));
      for (LoadRun run : runs) {
        assertEquals(new Memory.Unknown("it has no /.weft/metrics for this machine"), memory(run));
      }
    }
  }

  @Test
  void memoryBehindATokenIsSaidToBeSo() throws Exception {
    Configuration.Status locked =
        new Configuration.Status(true, Optional.empty(), Optional.of("0123456789abcdef"), false);
    try (TestServer server = page().with(locked).start()) {
      assertEquals(
          new Memory.Unknown("/.weft/metrics is for those who know its token"),
          memory(load(server, List.of(), List.of(Way.HTTP_2)).getFirst()));
    }
  }

  @Test
  void fileThatIsMissingFailsTheLoad() throws Exception {
    try (TestServer server =
        TestServer.in(folder).file("site/index.html", "<img src=no.png>").start()) {
      for (LoadRun run : load(server, List.of(), List.of(Way.values()))) {
        assertEquals(new LoadRun.Failed(run.way(), "/no.png: status 404"), run);
      }
    }
  }

  @Test
  void certificateOfSomebodyElseIsNotBelieved() throws Exception {
    try (TestServer server = page().start()) {
      List<LoadRun> runs = new ArrayList<>();
      LoadPlan plan =
          new LoadPlan(
              URI.create("https://localhost:" + server.port() + "/"),
              List.of(),
              List.of(Way.HTTP_1_1, Way.HTTP_2),
              1,
              Optional.empty(),
              Duration.ofSeconds(30));
      new Loads(plan, new Believed(folder.resolve("none.pem")), runs::add).run();
      for (LoadRun run : runs) {
        String place = "localhost:" + server.port() + ": no connection: ";
        assertTrue(
            run instanceof LoadRun.Failed(Way _, String reason)
                && reason.startsWith(place)
                && reason.contains("certification path"),
            run::toString);
      }
    }
  }
}
