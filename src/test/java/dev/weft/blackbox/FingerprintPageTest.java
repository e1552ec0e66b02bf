package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real browser that comes back asks for the document, and for what has changed. */
final class FingerprintPageTest {
  private static final int DEPTH = 20;
  private static final int CHANGED = 7;

  private static final Pattern ASKED = Pattern.compile("\"GET (\\S+) HTTP/2");

  /** Resolves when the last module has run, and everything else is there. */
  private static final String WHEN_READY =
      """
      new Promise(done => {
        const data = () => document.documentElement?.dataset;
        const look = () => {
          if (data()?.ready && document.readyState === 'complete') {
            done(data().ready);
          } else {
            setTimeout(look, 20);
          }
        };
        setTimeout(() => done('not ready: ' + JSON.stringify(data())), 30000);
        look();
      })
      """;

  /** Resolves when there is nothing left that the next page could cut short. */
  private static final String WHEN_LOADED =
      """
      new Promise(done => document.readyState === 'complete'
          ? done('') : addEventListener('load', () => done('')))
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "CHROMIUM, --flatten",
    "CHROMIUM, --no-flatten",
    "FIREFOX, --flatten",
    "FIREFOX, --no-flatten"
  })
  void secondVisitAsksForTheDocumentAloneAndAfterAChangeForThatModuleToo(
      Browser.Kind kind, String flatten) throws Exception {
    writePage();
    Path log = folder.resolve("access.log");
    try (var server =
            WeftProcess.serve(
                folder.resolve("site"), "--fingerprint", flatten, "--access-log", log.toString());
        var client = HttpClient.newBuilder().sslContext(Trust.context()).build();
        var browser = kind.start(WeftProcess.AUTHORITY);
        var visitor = browser.visitor()) {
      URI page = server.origin();
      Await.await("the page names by content", () -> get(client, page).contains("importmap"));
      get(client, page.resolve("/first"));
      assertEquals(new Browser.Load("m7", List.of()), visitor.visit(page.toString(), WHEN_READY));
      visitor.visit("about:blank", WHEN_LOADED);
      get(client, page.resolve("/second"));
      assertEquals(new Browser.Load("m7", List.of()), visitor.visit(page.toString(), WHEN_READY));
      get(client, page.resolve("/changing"));
      String before = get(client, page);
      module(CHANGED, "changed");
      Await.await("the page names the new one", () -> !get(client, page).equals(before));
      visitor.visit("about:blank", WHEN_LOADED);
      get(client, page.resolve("/third"));
      assertEquals(
          new Browser.Load("changed", List.of()), visitor.visit(page.toString(), WHEN_READY));
      server.stop();
    }
    List<String> asked = asked(log);
    List<String> all =
        Stream.concat(
                Stream.of("/", "/again.css", "/image.svg", "/later.js", "/style.css"),
                IntStream.range(0, DEPTH).mapToObj(i -> "/m" + i + ".js"))
            .sorted()
            .toList();
    assertEquals(all, between(asked, "/first", "/second"));
    assertEquals(List.of("/"), between(asked, "/second", "/changing"));
    assertEquals(List.of("/", "/m7.js"), between(asked, "/third", ""));
  }

  /** What was asked for between two marks, sorted, without what it was named by. */
  private static List<String> between(List<String> asked, String from, String to) {
    int end = asked.contains(to) ? asked.indexOf(to) : asked.size();
    return asked.subList(asked.indexOf(from) + 1, end).stream()
        .map(target -> target.replaceFirst("\\?v=[\\w-]{11}$", ""))
        .sorted()
        .toList();
  }

  private static List<String> asked(Path log) throws IOException {
    List<String> asked = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher request = ASKED.matcher(line);
      if (request.find()) {
        asked.add(request.group(1));
      }
    }
    return asked;
  }

  private static String get(HttpClient client, URI url) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
  }

  private void module(int number, String says) throws IOException {
    String next =
        number % 2 == 0 ? "./m%d.js".formatted(number + 1) : "deep/m%d.js".formatted(number + 1);
    String text = number + 1 < DEPTH ? "import '%s';".formatted(next) : "";
    text +=
        number == 0 // which runs last
            ? "import { says } from '/m7.js'; await import('./later.js');"
                + "document.documentElement.dataset.ready = says;"
            : "export const says = '%s';".formatted(says);
    Files.writeString(folder.resolve("site/m" + number + ".js"), text);
  }

  private void writePage() throws IOException {
    Path site = Files.createDirectories(folder.resolve("site"));
    for (int i = 0; i < DEPTH; i++) {
      module(i, "m" + i);
    }
    Files.writeString(site.resolve("later.js"), "");
    Files.writeString(site.resolve("style.css"), "@import 'again.css';");
    Files.writeString(site.resolve("again.css"), "p { background: url('image.svg#x') }");
    Files.writeString(
        site.resolve("image.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>");
    Files.writeString(
        site.resolve("index.html"),
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Kept</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="style.css">
        <script type="importmap">{ "imports": { "deep/": "./" } }</script>
        <script type="module" src="m0.js"></script>
        <p>Kept</p>
        <img src="image.svg" alt="">
        </html>
        """);
  }
}
