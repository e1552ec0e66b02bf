package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real browser asks for the modules of a page at once, each of them once, and uses them. */
final class FlatteningPageTest {
  private static final int DEPTH = 60;

  /** Resolves when the last module has run to what it knows of their requests. */
  private static final String WHEN_READY =
      """
      new Promise(done => {
        const number = entry => parseInt(entry.name.match(/m(\\d+)\\.js$/)[1]);
        const links = () => document.querySelectorAll('head > link[rel=modulepreload]').length;
        const tell = () => {
          const modules = performance.getEntriesByType('resource')
              .filter(entry => entry.name.endsWith('.js'));
          done(JSON.stringify({
            paths: modules.map(entry => new URL(entry.name).pathname),
            // In a chain that is found out step by step there is none.
            overlapping: modules.filter(entry => modules.some(other =>
                number(other) === number(entry) + 1 && other.startTime < entry.responseEnd)).length,
            links: links(),
            last: (document.querySelector('colgroup') ?? document.body.lastElementChild).localName,
          }));
        };
        const look = () => document.documentElement?.dataset.ready && links() && tell();
        new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true });
        setTimeout(tell, 30000);
        look();
      })
      """;

  /** Where a template and the script after it come apart. */
  private static final String OPEN_TABLE = "<table><col>";

  @TempDir Path folder;

  @Test
  void browserAsksForADeepGraphAtOnceAndForEachModuleOnce() throws Exception {
    var page = load(Browser.Kind.CHROMIUM, "inline");
    assertTrue(page.at("overlapping").number() > DEPTH / 2, page::text);
  }

  @ParameterizedTest
  @EnumSource
  void browserPutsLinksInTheirPlaceAndLeavesNothingElse(Browser.Kind kind) throws Exception {
    assertEquals(new Json("p"), load(kind, "after-paint").at("last"));
  }

  @ParameterizedTest
  @EnumSource
  void browserTakesNothingFromAPageThatEndsInsideATable(Browser.Kind kind) throws Exception {
    writePage(OPEN_TABLE);
    Json page = load(kind, "after-paint", WHEN_READY.replace("&& links() ", ""));
    assertEquals(new Json("colgroup"), page.at("last"));
  }

  /** What the page told, which asked for every module at once. */
  private Json load(Browser.Kind kind, String flatten) throws Exception {
    writePage("");
    Json page = load(kind, flatten, WHEN_READY);
    assertEquals(new Json((double) DEPTH), page.at("links"));
    return page;
  }

  /** What the page told, which asked for every module once. */
  private Json load(Browser.Kind kind, String flatten, String whenReady) throws Exception {
    Path configuration = folder.resolve("weft.toml");
    Path log = folder.resolve("access.log");
    Files.writeString(
        configuration,
        """
        [tls]
        directory = "%s"
        [access-log]
        file = "%s"
        [[site]]
        root = "site"
        flatten = "%s"
        """
            .formatted(WeftProcess.AUTHORITY.getParent(), log, flatten));
    Json page;
    try (var server = WeftProcess.configured(configuration);
        var browser = kind.start(WeftProcess.AUTHORITY)) {
      awaitFlat(server.origin());
      var loaded = browser.load(server.origin().toString(), whenReady);
      assertEquals(List.of(), loaded.failures());
      page = Json.parse(loaded.answer());
      List<String> modules = IntStream.range(0, DEPTH).mapToObj(i -> "/m" + i + ".js").toList();
      assertEquals(
          modules, page.at("paths").elements().stream().map(Json::text).sorted(BY_NUMBER).toList());
      server.stop();
    }
    List<String> asked =
        Files.readAllLines(log).stream().filter(line -> line.contains(".js HTTP/2")).toList();
    assertEquals(DEPTH, asked.size(), () -> String.join("\n", asked));
    return page;
  }

  private static final Comparator<String> BY_NUMBER =
      Comparator.comparingInt(path -> Integer.parseInt(path.replaceAll("\\D", "")));

  private void writePage(String end) throws IOException {
    Path site = Files.createDirectories(folder.resolve("site"));
    for (int i = 0; i < DEPTH; i++) {
      Files.writeString(
          site.resolve("m" + i + ".js"),
          i + 1 < DEPTH
              ? "import './m%d.js';".formatted(i + 1)
              : "document.documentElement.dataset.ready = 'true';");
    }
    Files.writeString(site.resolve("style.css"), "p { color: green }");
    Files.writeString(
        site.resolve("index.html"),
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Deep</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="style.css">
        <script type="module" src="m0.js"></script>
        <form name="currentScript"></form><form name="head"></form><form name="hidden"></form>
        <p>Deep</p>
        %s
        </html>
        """
            .formatted(end));
  }

  /** Serving begins before the page is flat. */
  private static void awaitFlat(URI page) throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(Trust.context()).build()) {
      Await.await(
          "the page is flat",
          () ->
              client
                  .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                  .body()
                  .contains("modulepreload"));
    }
  }
}
