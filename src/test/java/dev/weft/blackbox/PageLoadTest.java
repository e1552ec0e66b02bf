package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real browsers load pages of hundreds of files, again and again, each time over one connection.
 */
final class PageLoadTest {
  private static final int LOADS = 20;
  private static final int IMAGES = 300;
  private static final int MODULES = 200;
  private static final int DEMO_IMAGES = 60;

  /**
   * Resolves when the page says that it is ready and no image is on its way, or is not in half a
   * minute, to what it then knows of its load.
   */
  private static final String WHEN_READY =
      """
      new Promise(done => {
        const ready = () => document.readyState === 'complete'
            && document.documentElement.dataset.ready === 'true'
            && [...document.images].every(image => image.complete);
        const tell = () => {
          const entries = [
            ...performance.getEntriesByType('navigation'),
            ...performance.getEntriesByType('resource'),
          ].filter(entry => entry.name.startsWith(location.origin + '/'));
          const paths = entries.map(entry => new URL(entry.name).pathname);
          const ending = end => new Set(paths.filter(path => path.endsWith(end))).size;
          done(JSON.stringify({
            ready: ready(),
            entries: entries.length,
            modules: ending('.js'),
            styles: ending('.css'),
            images: [...document.images].filter(image => image.naturalWidth > 0).length,
            brokenImages: [...document.images].filter(image => !image.naturalWidth).length,
            protocols: [...new Set(entries.map(entry => entry.nextHopProtocol))],
          }));
        };
        const look = () => ready() && tell();
        new MutationObserver(look)
            .observe(document, { attributes: true, childList: true, subtree: true });
        document.addEventListener('load', look, true);
        addEventListener('load', look);
        setTimeout(tell, 30000);
        look();
      })
      """;

  @ParameterizedTest
  @EnumSource
  void demoPageLoadsWholeOnOneConnection(Browser.Kind kind) throws Exception {
    var seen = loads(kind, WeftProcess.ROOT.resolve("public"));
    for (Json page : seen) {
      assertTrue(page.at("modules").number() >= MODULES, page::text);
      assertTrue(page.at("images").number() >= DEMO_IMAGES, page::text);
      for (String kindOfFile : List.of("modules", "styles", "images")) {
        assertEquals(seen.getFirst().at(kindOfFile), page.at(kindOfFile), page::text);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void pageOf300ImagesLoadsWholeOnOneConnection(Browser.Kind kind, @TempDir Path folder)
      throws Exception {
    writeImagePage(folder);
    for (Json page : loads(kind, folder)) {
      assertEquals(IMAGES, page.at("images").number(), page::text);
      assertEquals(IMAGES + 1, page.at("entries").number(), page::text);
    }
  }

  /**
   * Loads the folder's page the agreed number of times; what each load told of itself. Where a
   * connection takes a quarter of a second to open, as on a busy machine, Chromium tries another:
   * one load may have that.
   */
  private static List<Json> loads(Browser.Kind kind, Path folder) throws Exception {
    var seen = new ArrayList<Json>();
    var connections = new ArrayList<Integer>();
    try (var server = WeftProcess.serve(folder);
        var relay = Relay.to(server.port());
        var browser = kind.start(WeftProcess.AUTHORITY)) {
      for (int load = 1; load <= LOADS; load++) {
        var loaded = browser.load("https://localhost:" + relay.port() + "/", WHEN_READY);
        var which = "load " + load + ": ";
        assertEquals(List.of(), loaded.failures(), which);
        var page = Json.parse(loaded.answer());
        assertEquals(new Json(true), page.at("ready"), which + page);
        assertEquals(0, page.at("brokenImages").number(), which + page);
        assertEquals(List.of(new Json("h2")), page.at("protocols").elements(), which + page);
        connections.add(relay.takeConnections());
        seen.add(page);
      }
    }
    assertTrue(Collections.frequency(connections, 1) >= LOADS - 1, connections::toString);
    return seen;
  }

  private static void writeImagePage(Path folder) throws IOException {
    var random = new Random(300);
    for (int i = 0; i < IMAGES; i++) {
      var image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      IntStream.range(0, 32 * 32)
          .forEach(at -> image.setRGB(at % 32, at / 32, random.nextInt(1 << 24)));
      ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
    }
    Files.writeString(
        folder.resolve("index.html"),
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Images</title>
        <link rel="icon" href="data:,">
        <script>
          performance.setResourceTimingBufferSize(1000);
          addEventListener('load', () => { document.documentElement.dataset.ready = 'true'; });
        </script>
        %s
        </html>
        """
            .formatted(
                IntStream.range(0, IMAGES)
                    .mapToObj(i -> "<img src=\"" + i + ".png\" alt=\"\">")
                    .collect(Collectors.joining("\n"))));
  }
}
