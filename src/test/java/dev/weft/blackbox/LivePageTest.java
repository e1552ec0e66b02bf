package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live page in a real browser, while a peer sends what would run in a page that believed it.
 */
final class LivePageTest {
  /** What a page that took it for markup would turn into an element that runs a script. */
  private static final String HOSTILE = "<svg/onload=document.title=1>";

  private static final String INERT =
      """
      const inert = () => document.title === 'Weft, live'
          && document.scripts.length === 1
          && document.querySelectorAll('img, svg, iframe').length === 0;
      const listening = () => until('listening',
          () => document.getElementById('phase')?.textContent === 'ready');
      const until = async (what, holds) => {
        for (let i = 0; i < 200 && !holds(); i++) {
          await new Promise(done => setTimeout(done, 50));
        }
        if (!holds()) {
          throw new Error('still not: ' + what);
        }
      };
      """;

  /** Looks at a connection of curl, which came and went. */
  private static final String LOOK =
      """
      (async () => {
        await listening();
        const gone = () => document.querySelector('.connection.closed');
        await until('a connection that ended', gone);
        // The server forgets it when many others have ended: then another.
        for (let i = 0; i < 20 && document.getElementById('streams').textContent === ''; i++) {
          gone()?.click();
          await new Promise(done => setTimeout(done, 1000));
        }
        await until('a page load',
            () => document.getElementById('pages').textContent.includes('/index.html'));
        return JSON.stringify({
          inert: inert(),
          text: document.getElementById('streams').textContent,
        });
      })()
      """;

  /** Looks at the connection by which the page looks. */
  private static final String LOOK_AT_ITSELF =
      """
      (async () => {
        await listening();
        const known = () => / [1-9]\\d* events?$/.test(document.getElementById('facts').textContent);
        for (let i = 0; i < 20 && !known(); i++) {
          // A browser may have opened another one, by which nothing is asked.
          [...document.querySelectorAll('.connection')].at(-1 - (i % 2))?.click();
          await new Promise(done => setTimeout(done, 1000));
        }
        await until('events', known);
        const frames = () => document.getElementById('order').ariaLabel;
        await until('frames', () => frames().startsWith('The last'));
        return JSON.stringify({ frames: frames(), streams: document.getElementById('streams').textContent });
      })()
      """;

  /** Opens a recording that somebody made to be opened. */
  private static final String OPEN =
      """
      (async () => {
        await listening();
        const hostile = '<img src=x onerror=document.title=1>';
        const events = ['requested', 'queued', 'left', 'closed', 'goaway', hostile].map((kind, at) => ({
          kind, at, stream: 1, method: hostile, authority: hostile, path: hostile, urgency: hostile,
          frame: hostile, bytes: hostile, error: hostile, last: hostile,
        }));
        const text = JSON.stringify({
          weft: 1, connection: { id: hostile, peer: hostile, hosts: [hostile] }, missed: hostile, events });
        const files = new DataTransfer();
        files.items.add(new File([text], hostile + '.json'));
        const input = document.getElementById('open');
        input.files = files.files;
        input.dispatchEvent(new Event('change'));
        const shown = () => document.getElementById('streams').textContent;
        await until('streams', () => shown().includes(hostile));
        files.items.clear();
        files.items.add(new File(['{'], hostile));
        input.files = files.files;
        input.dispatchEvent(new Event('change'));
        await until('a notice', () => !document.getElementById('notice').hidden);
        return JSON.stringify({
          inert: inert(),
          text: shown(),
          notice: document.getElementById('notice').textContent,
        });
      })()
      """;

  @Test
  void hostilePathsAndBeaconsAreText(@TempDir Path folder) throws Exception {
    try (var server = serve(folder);
        var browser = Browser.Kind.CHROMIUM.start(WeftProcess.AUTHORITY)) {
      report(server, "page=%2F&load=1500");
      report(server, "page=%2F%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&load=1");
      var looking = new AtomicBoolean(true);
      var peer =
          CompletableFuture.runAsync(
              () -> {
                while (looking.get()) {
                  ask(server);
                  // Not so many that each is forgotten before the browser has asked for it.
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
                }
              });
      try {
        var loaded = browser.load(live(server), INERT + LOOK);
        var page = Json.parse(loaded.answer());
        assertEquals(new Json(true), page.at("inert"), loaded::toString);
        assertTrue(page.at("text").text().contains(HOSTILE), loaded::toString);
        assertEquals(List.of(), serious(loaded.failures()));
      } finally {
        looking.set(false);
        peer.join();
      }
    }
  }

  @Test
  void pageDoesNotShowHowItLooks(@TempDir Path folder) throws Exception {
    try (var server = serve(folder);
        var browser = Browser.Kind.CHROMIUM.start(WeftProcess.AUTHORITY)) {
      var loaded = browser.load(live(server), INERT + LOOK_AT_ITSELF);
      var page = Json.parse(loaded.answer());
      assertEquals(new Json("The last 0 frames: "), page.at("frames"), loaded::toString);
      assertEquals(new Json(""), page.at("streams"), loaded::toString);
    }
  }

  @Test
  void hostileRecordingIsText(@TempDir Path folder) throws Exception {
    try (var server = serve(folder);
        var browser = Browser.Kind.CHROMIUM.start(WeftProcess.AUTHORITY)) {
      var loaded = browser.load(live(server), INERT + OPEN);
      var page = Json.parse(loaded.answer());
      assertEquals(new Json(true), page.at("inert"), loaded::toString);
      assertTrue(page.at("notice").text().contains("<img"), loaded::toString);
      assertEquals(List.of(), serious(loaded.failures()));
    }
  }

  private static String live(WeftProcess server) {
    return server.origin().resolve("/.weft/").toString();
  }

  /** The page itself stops to listen when it goes on to listen to another connection. */
  private static List<String> serious(List<String> failures) {
    return failures.stream().filter(failure -> !failure.contains("type=EventSource")).toList();
  }

  /** Sends what no browser would: the bytes as they are. */
  private static void ask(WeftProcess server) {
    try {
      Tool.named("curl")
          .run(
              "--silent",
              "--globoff",
              "--cacert",
              WeftProcess.AUTHORITY.toString(),
              "--output",
              "/dev/null",
              server.origin() + "?" + HOSTILE);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static WeftProcess serve(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/index.html"), "<!doctype html><title>page</title>");
    var configuration = folder.resolve("weft.toml");
    Files.writeString(
        configuration,
        """
        [tls]
        directory = "%s"
        [[site]]
        root = "site"
        beacon = true
        """
            .formatted(WeftProcess.AUTHORITY.getParent()));
    return WeftProcess.configured(configuration);
  }

  private static void report(WeftProcess server, String body)
      throws IOException, InterruptedException {
    Tool.named("curl")
        .run(
            "--silent",
            "--fail",
            "--cacert",
            WeftProcess.AUTHORITY.toString(),
            "--header",
            "Origin: https://localhost:" + server.port(),
            "--data",
            body,
            server.origin().resolve("/.weft/beacon").toString());
  }
}
