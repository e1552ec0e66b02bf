package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live page in a real browser, while a peer sends what would run in a page that believed it.
 */
final class LivePageTest {
  /** What a page would turn into an element, or into a script, if it took it for markup. */
  private static final List<String> HOSTILE =
      List.of(
          "/<img src=x onerror=document.title=1>",
          "/\"><script>document.title=1</script>",
          "/%3Csvg%20onload=document.title=1%3E",
          "/'-document.title-'\u2028</script>");

  private static final String INERT =
      """
      const inert = () => document.title === 'Weft, live'
          && document.scripts.length === 1
          && document.querySelectorAll('img, svg, iframe').length === 0;
      const until = async (what, holds) => {
        for (let i = 0; i < 200 && !holds(); i++) {
          await new Promise(done => setTimeout(done, 50));
        }
        if (!holds()) {
          throw new Error('still not: ' + what);
        }
      };
      """;

  /** Asks for the hostile paths itself, on the connection that it then looks at. */
  private static final String LOOK =
      """
      (async () => {
        %s
        const rows = () => [...document.querySelectorAll('.connection')];
        await until('connections', () => rows().length > 0);
        rows().at(-1).click();
        await until('the connection is chosen', () => !document.getElementById('detail').hidden);
        const paths = %s;
        for (const path of paths) {
          await fetch('/?' + path.slice(1));
          await fetch(encodeURI(path));
        }
        const text = () => document.getElementById('streams').textContent;
        await until('streams', () => text().includes('onload=document.title=1'));
        await until('a page load',
            () => document.getElementById('pages').textContent.includes('/index.html'));
        return JSON.stringify({
          inert: inert(),
          text: text(),
          handlers: document.querySelectorAll('[onerror], [onload]').length,
        });
      })()
      """;

  /** Opens a recording that somebody made to be opened. */
  private static final String OPEN =
      """
      (async () => {
        %s
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
      var loaded = browser.load(live(server), LOOK.formatted(INERT, array(HOSTILE)));
      var page = Json.parse(loaded.answer());
      assertEquals(new Json(true), page.at("inert"), loaded::toString);
      assertEquals(0, page.at("handlers").number(), loaded::toString);
      assertTrue(
          loaded.failures().stream().allMatch(failure -> failure.contains("404")),
          loaded::toString);
    }
  }

  @Test
  void hostileRecordingIsText(@TempDir Path folder) throws Exception {
    try (var server = serve(folder);
        var browser = Browser.Kind.CHROMIUM.start(WeftProcess.AUTHORITY)) {
      var loaded = browser.load(live(server), OPEN.formatted(INERT));
      var page = Json.parse(loaded.answer());
      assertEquals(new Json(true), page.at("inert"), loaded::toString);
      assertTrue(page.at("notice").text().contains("<img"), loaded::toString);
      assertEquals(List.of(), loaded.failures());
    }
  }

  private static String live(WeftProcess server) {
    return server.origin().resolve("/.weft/").toString();
  }

  private static String array(List<String> texts) {
    return texts.stream().map(Json::quote).toList().toString();
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
