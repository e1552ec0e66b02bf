package dev.weft.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Await;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser that comes back says what it has, and is sent what has changed. */
final class DictionaryPageTest {
  private static final String VERSION =
      """
      new Promise(done => {
        const look = () => {
          const version = document.documentElement?.dataset.version;
          if (version) {
            done(version);
          }
        };
        new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true });
        setTimeout(() => done('none'), 30000);
        look();
      })
      """;

  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = folder.resolve("access.log");
    Files.createDirectories(folder.resolve("site"));
    writeVersion(1);
    Files.writeString(folder.resolve("site/words.txt"), module("words"));
  }

  /** A page that names its module anew in each version, which can then be kept forever. */
  private void writeVersion(int version) throws IOException {
    Files.writeString(folder.resolve("site/app+1.js"), module(Integer.toString(version)));
    Files.writeString(
        folder.resolve("site/index.html"),
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Versions</title>
        <link rel="icon" href="data:,">
        <script type="module" src="/app+1.js?v=%d"></script>
        <p>Versions</p>
        </html>
        """
            .formatted(version));
  }

  private static String module(String version) {
    StringBuilder text = new StringBuilder();
    new Random(1)
        .ints(500, 0, 1 << 20)
        .forEach(i -> text.append("export const name").append(i).append(" = ").append(i + ";\n"));
    return text + "document.documentElement.dataset.version = '" + version + "';\n";
  }

  private WeftProcess serve(String dictionaries) throws IOException {
    Path configuration = folder.resolve("weft.toml");
    Files.writeString(
        configuration,
        """
        [access-log]
        file = "access.log"
        format = "json"
        [[site]]
        root = "site"
        [[site.cache]]
        match = "*.js"
        control = "public, max-age=31536000, immutable"
        [site.dictionaries]
        %s
        """
            .formatted(dictionaries));
    return WeftProcess.configured(configuration);
  }

  /** The content codings of all responses with this path so far. */
  private List<String> codings(String path) throws IOException {
    return Files.readAllLines(log).stream()
        .map(Json::parse)
        .filter(line -> line.at("path").text().equals(path))
        .filter(line -> line.at("userAgent").text().contains("Chrome"))
        .map(line -> line.has("coding") ? line.at("coding").text() : "identity")
        .toList();
  }

  @Test
  void browserThatComesBackAfterAChangeIsSentTheChange() throws Exception {
    try (var server = serve("previous = true");
        var browser = Browser.Kind.CHROMIUM.start(WeftProcess.AUTHORITY);
        var visitor = browser.visitor()) {
      assertEquals(
          new Browser.Load("1", List.of()), visitor.visit(server.origin().toString(), VERSION));
      comeBack(server, visitor, module("1"));
    }
  }

  @Test
  void browserThatComesBackHasTheDictionaryThatThePageNamed() throws Exception {
    try (var server = serve("file = \"words.txt\"");
        var browser = Browser.Kind.CHROMIUM.start(WeftProcess.AUTHORITY);
        var visitor = browser.visitor()) {
      assertEquals(
          new Browser.Load("1", List.of()), visitor.visit(server.origin().toString(), VERSION));
      // When it has nothing else to do.
      Await.await("the browser has fetched it", () -> !codings("/words.txt").isEmpty());
      comeBack(server, visitor, module("words"));
    }
  }

  @Test
  void moduleThatIsNamedByItsContentIsSentAsItsChange() throws Exception {
    Files.writeString(
        folder.resolve("site/index.html"),
        Files.readString(folder.resolve("site/index.html")).replace("?v=1", ""));
    Path configuration = folder.resolve("weft.toml");
    Files.writeString(
        configuration,
        """
        [access-log]
        file = "access.log"
        format = "json"
        [[site]]
        root = "site"
        fingerprint = true
        [site.dictionaries]
        previous = true
        """);
    try (var server = WeftProcess.configured(configuration);
        var browser = Browser.Kind.CHROMIUM.start(WeftProcess.AUTHORITY);
        var visitor = browser.visitor()) {
      awaitNamed(server);
      assertEquals(
          new Browser.Load("1", List.of()), visitor.visit(server.origin().toString(), VERSION));
      Files.writeString(folder.resolve("site/app+1.js"), module("2"));
      awaitCompressed(server, module("1"));
      awaitNamed(server);
      assertEquals(
          new Browser.Load("2", List.of()), visitor.visit(server.origin().toString(), VERSION));
      server.stop();
    }
    var codings =
        Files.readAllLines(log).stream()
            .map(Json::parse)
            .filter(line -> line.at("path").text().startsWith("/app+1.js?v="))
            .filter(line -> line.at("userAgent").text().contains("Chrome"))
            .map(line -> line.has("coding") ? line.at("coding").text() : "identity")
            .toList();
    assertEquals(2, codings.size(), this::logged);
    assertTrue(List.of("dcb", "dcz").contains(codings.getLast()), this::logged);
  }

  /** Until the page names the module as it is now. */
  private void awaitNamed(WeftProcess server) throws Exception {
    var hash =
        MessageDigest.getInstance("SHA-256")
            .digest(Files.readAllBytes(folder.resolve("site/app+1.js")));
    var query = "?v=" + Base64.getUrlEncoder().encodeToString(hash).substring(0, 11);
    var request = HttpRequest.newBuilder(server.origin()).build();
    try (var client = HttpClient.newBuilder().sslContext(Trust.context()).build()) {
      Await.await(
          "the module is named",
          () -> client.send(request, BodyHandlers.ofString()).body().contains(query));
    }
  }

  /** Goes to the page again after a change, with a dictionary that the browser has. */
  private void comeBack(WeftProcess server, Browser.Visitor visitor, String dictionary)
      throws Exception {
    writeVersion(2);
    awaitCompressed(server, dictionary);
    assertEquals(
        new Browser.Load("2", List.of()), visitor.visit(server.origin().toString(), VERSION));
    server.stop();
    var codings = codings("/app+1.js?v=2");
    assertEquals(1, codings.size(), this::logged);
    assertTrue(List.of("dcb", "dcz").contains(codings.getFirst()), this::logged);
  }

  private String logged() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Until then the usual coding is sent, and before that the version before. */
  private static void awaitCompressed(WeftProcess server, String dictionary) throws Exception {
    var hash = MessageDigest.getInstance("SHA-256").digest(dictionary.getBytes(UTF_8));
    var plain = HttpRequest.newBuilder(server.origin().resolve("/app+1.js")).build();
    var compressed =
        HttpRequest.newBuilder(plain.uri())
            .header("Accept-Encoding", "dcb, dcz")
            .header("Available-Dictionary", ":" + Base64.getEncoder().encodeToString(hash) + ":")
            .build();
    try (var client = HttpClient.newBuilder().sslContext(Trust.context()).build()) {
      Await.await(
          "the change is seen",
          () -> client.send(plain, BodyHandlers.ofString()).body().equals(module("2")));
      Await.await(
          "the change is compressed",
          () ->
              client
                  .send(compressed, BodyHandlers.discarding())
                  .headers()
                  .firstValue("content-encoding")
                  .isPresent());
    }
  }
}
