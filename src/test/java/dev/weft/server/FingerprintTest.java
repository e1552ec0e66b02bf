package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.config.Flatten;
import dev.weft.config.SiteSettings;
import dev.weft.testing.Await;
import dev.weft.testing.BothVersions;
import dev.weft.testing.Client;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is named by content, as it is on the wire, in both versions of HTTP. */
final class FingerprintTest {
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final Pattern NAMED = Pattern.compile("/?([\\w./-]+)\\?v=([\\w-]{11})");

  private static final String PAGE =
      """
      <!doctype html><title>x</title>
      <link rel=stylesheet href=s.css>
      <script type=module src=app.js></script>
      <img src=img/i.png>
      """;

  @TempDir Path folder;

  private TestServer start(Flatten flatten, long memory, String... files) throws Exception {
    TestServer.Preparation site =
        TestServer.in(folder)
            .file("site/index.html", PAGE)
            .file("site/s.css", "@import 'sub/t.css'; p { background: url( \"img/i.png\" ) }")
            .file("site/sub/t.css", "q { background: url(../img/i.svg#x) url(none.png) }")
            .file("site/img/i.png", "png")
            .file("site/img/i.svg", "svg")
            .file("site/app.js", "import './b.js'")
            .file("site/b.js", "import './c.js'")
            .file("site/c.js", "");
    for (int i = 0; i < files.length; i += 2) {
      site.file("site/" + files[i], files[i + 1]);
    }
    TestServer server =
        site.sites(
                SiteSettings.of(folder.resolve("site")).withFlatten(flatten).withFingerprint(true))
            .with(new Configuration.Store(Optional.of(memory), 64, true, Optional.empty(), 0))
            .start();
    Await.await("all is made", server.weft()::settled);
    return server;
  }

  private TestServer start(String... files) throws Exception {
    return start(Flatten.OFF, 1 << 24, files);
  }

  /** What a text names by content, without its folder. */
  private static List<String> named(String text) {
    List<String> named = new ArrayList<>();
    for (Matcher each = NAMED.matcher(text); each.find(); ) {
      named.add(each.group());
    }
    return named;
  }

  private static String names(String text) {
    return String.join(" ", named(text)).replaceAll("\\?v=[\\w-]*", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OFF", "INLINE", "AFTER_PAINT"})
  void allThatADocumentNamesIsKeptForAYear(Flatten flatten) throws Exception {
    try (TestServer server = start(flatten, 1 << 24);
        BothVersions client = new BothVersions(server.port())) {
      Response page = client.get("/");
      assertEquals("no-cache", page.value("cache-control"));
      String map = "/app.js /b.js /c.js ";
      assertEquals(
          switch (flatten) {
            case INLINE -> "s.css " + map + map + "app.js img/i.png";
            case AFTER_PAINT -> "s.css " + map + "app.js img/i.png " + map.strip();
            case OFF, HEADER, EARLY_HINTS -> "s.css " + map + "app.js img/i.png";
          },
          names(page.text()));
      for (String url : named(page.text())) {
        String target = url.startsWith("/") ? url : "/" + url;
        Response response = client.get(target);
        assertEquals(FOREVER, response.value("cache-control"), target);
        Response again = client.get(target, "If-None-Match: " + response.value("etag"));
        assertEquals(304, again.status());
        assertEquals(FOREVER, again.value("cache-control"), target);
        Response plain = client.get(target.replaceFirst("\\?.*", ""));
        assertEquals("no-cache", plain.value("cache-control"), target);
        assertArrayEquals(plain.body(), response.body());
      }
      assertEquals(PAGE, Files.readString(folder.resolve("site/index.html")));
      Response same = client.get("/", "If-None-Match: " + page.value("etag"));
      assertEquals(304, same.status());
      assertEquals("no-cache", same.value("cache-control"));
    }
  }

  @Test
  void styleSheetsNameByContentAndHaveTagsOfWhatIsSent() throws Exception {
    try (TestServer server = start();
        BothVersions client = new BothVersions(server.port())) {
      Response sheet = client.get("/s.css");
      String text = sheet.text();
      assertEquals("sub/t.css img/i.png", names(text));
      assertTrue(
          text.matches("@import 'sub/t.css\\?v=.{11}'; p .*url\\( \"img/i.png\\?v=.{11}\" \\).*"));
      assertTrue(
          client
              .get("/sub/t.css")
              .text()
              .matches(".*url\\(\\.\\./img/i.svg\\?v=.{11}#x\\) url\\(none.png\\) }"));
      String named = client.get("/").text().replaceAll("(?s).*s.css\\?v=(.{11}).*", "$1");
      assertEquals(Objects.requireNonNull(sheet.value("etag")).substring(1, 12), named);
      assertEquals(304, client.get("/s.css", "If-None-Match: " + sheet.value("etag")).status());
      for (String url : named(text)) {
        assertEquals(FOREVER, client.get("/" + url).value("cache-control"), url);
      }
    }
  }

  @Test
  void moduleThatChangesChangesTheDocumentAloneAndItsOldUrlIsHonest() throws Exception {
    try (TestServer server = start();
        Client one = new Client(Client.Version.HTTP_2, server.port());
        BothVersions client = new BothVersions(server.port())) {
      List<String> before = named(client.get("/").text());
      String old = before.stream().filter(url -> url.startsWith("/b.js")).findFirst().orElseThrow();
      Files.writeString(folder.resolve("site/b.js"), "import './c.js'; 'changed'");
      Await.await("the document names the new one", () -> !one.get("/").text().contains(old));
      List<String> after = new ArrayList<>(named(client.get("/").text()));
      after.removeAll(before);
      assertEquals(1, after.size(), after::toString);
      Response now = client.get(after.getFirst());
      assertEquals(FOREVER, now.value("cache-control"));
      assertEquals("import './c.js'; 'changed'", now.text());
      Response outdated = client.get(old);
      assertEquals("no-cache", outdated.value("cache-control"));
      assertEquals("import './c.js'; 'changed'", outdated.text());
    }
  }

  @Test
  void imageThatChangesChangesTheSheetsThatNameIt() throws Exception {
    try (TestServer server = start();
        Client one = new Client(Client.Version.HTTP_2, server.port());
        BothVersions client = new BothVersions(server.port())) {
      String before = client.get("/s.css").text();
      Files.writeString(folder.resolve("site/img/i.svg"), "another");
      Await.await("the sheet has changed", () -> !one.get("/s.css").text().equals(before));
      String page = client.get("/").text();
      Response sheet = client.get("/s.css?v=" + page.replaceAll("(?s).*s.css\\?v=(.{11}).*", "$1"));
      assertEquals(FOREVER, sheet.value("cache-control"));
      assertNotEquals(before, sheet.text());
    }
  }

  @Test
  void sheetsThatImportEachOtherAreSentAsTheyAre() throws Exception {
    String a = "@import 'b.css'; p { background: url(img/i.png) }";
    String b = "@import 'a.css';";
    String leads = "@import 'a.css';";
    try (TestServer server =
            start(
                "a.css",
                a,
                "b.css",
                b,
                "leads.css",
                leads,
                "itself.css",
                "@import 'itself.css';",
                "cycle.html",
                "<link rel=stylesheet href=leads.css><link rel=stylesheet href=itself.css>"
                    + "<link rel=preload as=image href=img/i.png>");
        BothVersions client = new BothVersions(server.port())) {
      assertEquals(a, client.get("/a.css").text());
      assertEquals(b, client.get("/b.css").text());
      assertEquals(leads, client.get("/leads.css").text());
      assertEquals("@import 'itself.css';", client.get("/itself.css").text());
      // The image is asked for without a query by one of them.
      String page = client.get("/cycle.html").text();
      assertEquals("leads.css itself.css", names(page));
      for (String url : named(page)) {
        assertEquals(FOREVER, client.get("/" + url).value("cache-control"), url);
      }
    }
  }

  @Test
  void sheetThatAPageGivesTheHashOfIsSentAsItIs() throws Exception {
    String sheet = "p { background: url(img/i.png) }";
    try (TestServer server =
            start(
                "checked.css",
                sheet,
                "module.css",
                sheet,
                "checked.html",
                "<link rel=stylesheet href=checked.css integrity=sha256-x><script"
                    + " type=importmap>{\"integrity\":{\"/module.css\":\"sha256-x\"}}</script><script"
                    + " type=module>import './module.css' with { type: 'css' }</script>");
        BothVersions client = new BothVersions(server.port())) {
      assertEquals(sheet, client.get("/checked.css").text());
      assertEquals(sheet, client.get("/module.css").text());
      assertTrue(client.get("/checked.html").text().contains("href=checked.css?v="));
    }
  }

  @Test
  void fileThatIsNotHeldInMemoryIsNamedToo() throws Exception {
    try (TestServer server = start("c.js", "'" + "long".repeat(100) + "'");
        BothVersions client = new BothVersions(server.port())) {
      String page = client.get("/").text();
      String big = named(page).stream().filter(url -> url.startsWith("/c.js")).findFirst().get();
      assertEquals(FOREVER, client.get(big).value("cache-control"));
    }
  }

  @Test
  void allIsSentAsItIsWhereMemoryIsSpent() throws Exception {
    try (TestServer server = start(Flatten.OFF, 16);
        BothVersions client = new BothVersions(server.port())) {
      assertEquals(PAGE, client.get("/").text());
      assertEquals(Files.readString(folder.resolve("site/s.css")), client.get("/s.css").text());
    }
  }
}
