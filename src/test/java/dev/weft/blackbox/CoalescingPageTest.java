package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real browsers load a page whose images and style sheets are those of another host, over one
 * connection where they may, and whole in any case.
 */
final class CoalescingPageTest {
  private static final int LOADS = 3;
  private static final int FILES = TwoHosts.IMAGES + TwoHosts.STYLES;

  /** Resolves when the page has loaded, or has not in half a minute, to what it then shows. */
  private static final String WHEN_LOADED =
      """
      (async () => {
        if (document.readyState !== 'complete') {
          await new Promise(done => {
            addEventListener('load', done);
            setTimeout(done, 30000);
          });
        }
        const style = getComputedStyle(document.documentElement);
        const entries = ['navigation', 'resource'].flatMap(
            type => performance.getEntriesByType(type));
        return JSON.stringify({
          images: [...document.images].filter(image => image.naturalWidth > 0).length,
          styles: [...document.styleSheets].filter(
              (_, i) => style.getPropertyValue('--s' + i).trim() === String(i)).length,
          protocols: [...new Set(entries.map(entry => entry.nextHopProtocol))],
        });
      })()
      """;

  private static final Map<Browser.Kind, Browser> STARTED = new EnumMap<>(Browser.Kind.class);
  private static TwoHosts hosts;
  private static String covering;

  @BeforeAll
  static void writeSites(@TempDir Path folder) throws Exception {
    hosts = TwoHosts.in(folder);
    covering = hosts.certificate(TwoHosts.PAGE, TwoHosts.FILES);
  }

  @AfterAll
  static void closeBrowsers() throws IOException {
    for (Browser browser : STARTED.values()) {
      browser.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostsOfOneCertificateShareOneConnection(Browser.Kind kind) throws Exception {
    try (var server = hosts.serve("", "", covering)) {
      load(kind, server.port());
      var traffic = stop(server);
      assertEquals(new Traffic(LOADS, LOADS, 0, 0), traffic.page());
      assertEquals(new Traffic(0, LOADS * FILES, LOADS * FILES, 0), traffic.files());
    }
    assertEquals(Map.of("HTTP/2.0 200 coalesced", (long) LOADS * FILES), answersForFiles());
  }

  /**
   * Counted on its way, where connections that carry no request are seen as well. Of a connection
   * that takes a quarter of a second to open, as on a busy machine, Chromium tries another: one
   * load may have that.
   */
  @ParameterizedTest
  @EnumSource
  void noConnectionIsOpenedForHostThatCanShare(Browser.Kind kind) throws Exception {
    try (var relay = Relay.open();
        var server = hosts.serve(originFrame(relay.port()), "", covering)) {
      relay.passTo(server.port());
      List<Integer> connections = new ArrayList<>();
      for (int i = 0; i < LOADS; i++) {
        load(kind, relay.port(), 1);
        connections.add(relay.takeConnections());
      }
      assertTrue(Collections.frequency(connections, 1) >= LOADS - 1, connections::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostsOfTwoCertificatesHaveConnectionEach(Browser.Kind kind) throws Exception {
    var page = hosts.certificate(TwoHosts.PAGE);
    var files = hosts.certificate(TwoHosts.FILES);
    try (var server = hosts.serve("", "", page, files)) {
      load(kind, server.port());
      var traffic = stop(server);
      assertEquals(new Traffic(LOADS, LOADS, 0, 0), traffic.page());
      assertEquals(new Traffic(LOADS, LOADS * FILES, 0, 0), traffic.files());
    }
    assertEquals(Map.of("HTTP/2.0 200", (long) LOADS * FILES), answersForFiles());
  }

  /** Nothing tells the browser beforehand that the site does not share its connections. */
  @ParameterizedTest
  @EnumSource
  void misdirectedRequestsAreRepeatedOnConnectionOfTheirOwn(Browser.Kind kind) throws Exception {
    try (var server = hosts.serve("origin-frame = false", "coalesce = false", covering)) {
      load(kind, server.port());
      var files = stop(server).files();
      assertTrue(files.misdirected() >= LOADS, files::toString);
      assertTrue(files.connections() >= LOADS, files::toString);
      assertEquals(new Traffic(files.connections(), LOADS * FILES, 0, files.misdirected()), files);
      assertEquals(
          Map.of(
              "HTTP/2.0 200", (long) LOADS * FILES, "HTTP/2.0 421 coalesced", files.misdirected()),
          answersForFiles());
    }
  }

  @ParameterizedTest
  @EnumSource
  void originFrameSparesWhoReadsItMisdirectedRequests(Browser.Kind kind) throws Exception {
    try (var server = hosts.serve("", "coalesce = false", covering)) {
      load(kind, server.port());
      var files = stop(server).files();
      assertEquals(0, files.coalesced());
      switch (kind) {
        case FIREFOX -> assertEquals(0, files.misdirected());
        case CHROMIUM -> {} // It asks, and recovers.
      }
    }
  }

  private static String originFrame(int port) {
    return "origin-frame = [\"https://%s:%d\", \"https://%s:%d\"]"
        .formatted(TwoHosts.PAGE, port, TwoHosts.FILES, port);
  }

  private static void load(Browser.Kind kind, int port) throws Exception {
    load(kind, port, LOADS);
  }

  /** Loads the page so many times, each whole and over HTTP/2, as the browser tells. */
  private static void load(Browser.Kind kind, int port, int times) throws Exception {
    var browser = browser(kind);
    for (int i = 1; i <= times; i++) {
      var loaded = browser.load("https://%s:%d/".formatted(TwoHosts.PAGE, port), WHEN_LOADED);
      var which = "load " + i + ": " + loaded;
      var page = Json.parse(loaded.answer());
      assertEquals(TwoHosts.IMAGES, page.at("images").number(), which);
      assertEquals(TwoHosts.STYLES, page.at("styles").number(), which);
      assertEquals(List.of(new Json("h2")), page.at("protocols").elements(), which);
      assertEquals(List.of(), loaded.failures(), which);
    }
  }

  /** The one browser of its kind, since a load has nothing in common with the one before. */
  private static Browser browser(Browser.Kind kind) throws IOException, InterruptedException {
    var browser = STARTED.get(kind);
    if (browser == null) {
      browser = kind.start(hosts.authority(), TwoHosts.PAGE, TwoHosts.FILES);
      STARTED.put(kind, browser);
    }
    return browser;
  }

  /** What came to a site, as the server counted it. */
  private record Traffic(long connections, long requests, long coalesced, long misdirected) {
    /** The row of a site in the table that the server prints. */
    static Traffic row(String site, List<String> table) {
      var row = table.stream().filter(line -> line.startsWith(site + " ")).findFirst();
      var columns = row.orElseThrow().split(" +", -1);
      return new Traffic(
          Long.parseLong(columns[1]),
          Long.parseLong(columns[2]),
          Long.parseLong(columns[3]),
          Long.parseLong(columns[4]));
    }
  }

  private record Counted(Traffic page, Traffic files) {}

  private static Counted stop(WeftProcess server) throws Exception {
    var said = server.stop();
    return new Counted(Traffic.row(TwoHosts.PAGE, said), Traffic.row(TwoHosts.FILES, said));
  }

  /** How many answers of each kind the host of the files gave. */
  private static Map<String, Long> answersForFiles() throws IOException {
    return hosts.responses().stream()
        .filter(line -> line.at("authority").text().startsWith(TwoHosts.FILES + ":"))
        .map(
            line ->
                line.at("protocol").text()
                    + " "
                    + line.at("status").number()
                    + (line.at("coalesced").equals(new Json(true)) ? " coalesced" : ""))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
