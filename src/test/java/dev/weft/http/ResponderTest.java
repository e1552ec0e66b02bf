package dev.weft.http;

import static dev.weft.http.SiteFixture.body;
import static dev.weft.http.SiteFixture.get;
import static dev.weft.http.SiteFixture.request;
import static dev.weft.http.SiteFixture.respond;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.asset.Catalogue;
import dev.weft.config.Glob;
import dev.weft.config.SiteSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a path names, negotiation, ranges of what was negotiated, methods and pages. */
class ResponderTest {
  private static final String NAVIGATION_VARY = "Accept-Encoding, Accept, Sec-Fetch-Mode";

  @TempDir private Path folder;
  private SiteFixture files = new SiteFixture(Path.of(""));
  private Site site = new Site(SiteSettings.of(Path.of("/")), () -> Catalogue.EMPTY, List.of());

  @BeforeEach
  void files() throws Exception {
    files =
        new SiteFixture(folder)
            .file("index.html", "<h1>root</h1>")
            .file("app.js", "identity bytes")
            .file("app.js.br", "BR")
            .file("app.js.gz", "GZIP")
            .file("app.js.zst", "ZST")
            .file("about.html", "about")
            .file("docs/index.html", "docs")
            .file("docs/page.html", "page")
            .file("empty/file.bin", "")
            .file("a b.txt", "space")
            .file("é.txt", "accent")
            .file("100%.txt", "percent")
            .file(".env", "secret")
            .file(".git/config", "secret")
            .file(".well-known/security.txt", "contact")
            .file(".well-known/.hidden", "secret")
            .file("404.html", "<h1>lost</h1>");
    site = files.site();
  }

  @AfterEach
  void close() {
    files.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ | 200 | <h1>root</h1>",
        "/index.html | 200 | <h1>root</h1>",
        "/docs/ | 200 | docs",
        "/docs | 308 | /docs/",
        "/docs?a=b&c | 308 | /docs/?a=b&c",
        "/docs/?a | 200 | docs",
        "/app.js/ | 308 | /app.js",
        "/app.js/?v=1 | 308 | /app.js?v=1",
        "/a%20b.txt | 200 | space",
        "/a%20b.txt/ | 308 | /a%20b.txt",
        "/%C3%A9.txt | 200 | accent",
        "/e%CC%81.txt | 404 |",
        "/100%25.txt | 200 | percent",
        "/100%.txt | 400 |",
        "/empty/ | 404 |",
        "/empty | 404 |",
        "/empty/file.bin | 200 | ''",
        "/missing | 404 |",
        "/app.js/x | 404 |",
        "/APP.js | 404 |",
        "/Docs/ | 404 |",
        "/.env | 404 |",
        "/.git/config | 404 |",
        "/.git/ | 404 |",
        "/.well-known/security.txt | 200 | contact",
        "/.well-known/.hidden | 404 |",
        "/docs/.well-known/x | 404 |",
        "/../app.js | 400 |",
        "/docs/%2e%2e/app.js | 400 |",
        "//app.js | 400 |",
        "//evil.example/.. | 400 |",
        "/app.js;v=1 | 400 |",
        "/docs%2findex.html | 400 |",
        "/about | 404 |",
        "'' | 400 |",
        "* | 400 |",
      })
  void whatAPathNames(String target, int status, @Nullable String expected) throws Exception {
    AssetResponse.Decided response = get(site, target);
    assertEquals(status, response.head().status());
    switch (status) {
      case 200 -> assertEquals(expected, body(response));
      case 308 -> {
        assertEquals(expected, response.head().value("Location"));
        assertEquals(
            status,
            respond(site, request("HEAD", target)).head().status(),
            "HEAD is redirected alike");
      }
      case 404 -> assertEquals("<h1>lost</h1>", body(response));
      default -> assertEquals("400 Bad Request\n", body(response));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/about | 200 | about",
        "/about?x | 200 | about",
        "/about.html?x | 308 | /about?x",
        "/about/ | 308 | /about",
        "/docs/index.html | 308 | /docs/",
        "/index.html | 308 | /",
        "/docs/page | 200 | page",
        "/docs | 308 | /docs/",
        "/app.js | 200 | identity bytes",
        "/nothing | 404 | <h1>lost</h1>",
      })
  void cleanUrls(String target, int status, String expected) throws Exception {
    Site clean = files.site(ResponderTest::withCleanUrls);
    AssetResponse.Decided response = get(clean, target);
    assertEquals(status, response.head().status());
    assertEquals(expected, status == 308 ? response.head().value("Location") : body(response));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/route | Sec-Fetch-Mode: navigate | 200",
        "/deep/er/route | Sec-Fetch-Mode: navigate | 200",
        "/route/ | Sec-Fetch-Mode: navigate | 200",
        "/route | Accept: text/html,*/*;q=0.8 | 200",
        "/route?a=b | Accept: text/html | 200",
        "/route | Accept: */* | 404",
        "/route | Sec-Fetch-Mode: cors | 404",
        "/route.js | Sec-Fetch-Mode: navigate | 404",
        "/v1.2/x.css | Sec-Fetch-Mode: navigate | 404",
        "/docs/ | Sec-Fetch-Mode: navigate | 200",
      })
  void theSinglePageIsForNavigationsAlone(String target, String header, int status)
      throws Exception {
    Site app = files.site(settings -> settings.withSpa("about.html"));
    AssetResponse.Decided response = get(app, target, header);
    assertEquals(status, response.head().status());
    if (status == 200 && !target.equals("/docs/")) {
      assertEquals("about", body(response));
      assertEquals(NAVIGATION_VARY, response.head().value("Vary"));
      String tag = response.head().value("ETag");
      AssetResponse.Decided again = get(app, target, header, "If-None-Match: " + tag);
      assertEquals(304, again.head().status());
      assertEquals(tag, again.head().value("ETag"));
      assertEquals(NAVIGATION_VARY, again.head().value("Vary"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "br | br",
        "gzip, deflate, br, zstd | br",
        "gzip | gzip",
        "x-gzip | gzip",
        "GZIP | gzip",
        "zstd, gzip | zstd",
        "gzip;q=1, br;q=0.5 | gzip",
        "gzip;q=0.5, br;q=1.0 | br",
        "br;q=0, gzip | gzip",
        "br;q=0.000, * | zstd",
        "* | br",
        "*;q=0.1 | br",
        "deflate | identity",
        "'' | identity",
        "identity | identity",
        "identity, br;q=0.5 | identity",
        "identity;q=0.5, gzip | gzip",
        "br;q=0, gzip;q=0, zstd;q=0 | identity",
        "*;q=0, identity | identity",
        "*;q=0, gzip | gzip",
        "identity;q=0, gzip | gzip",
        "gzip ; q=0.5 , br ; q=0.4 | gzip",
        "br;q=bogus | br",
        "br;level=4;q=0 | identity",
      })
  void theCodingLikedBest(String accept, String coding) throws Exception {
    AssetResponse.Decided response = get(site, "/app.js", "Accept-Encoding: " + accept);
    assertEquals(200, response.head().status());
    assertEquals(
        coding.equals("identity") ? null : coding, response.head().value("Content-Encoding"));
    String bytes =
        switch (coding) {
          case "br" -> "BR";
          case "gzip" -> "GZIP";
          case "zstd" -> "ZST";
          default -> "identity bytes";
        };
    assertEquals(bytes, body(response));
    assertEquals(Integer.toString(bytes.length()), response.head().value("Content-Length"));
    assertEquals("Accept-Encoding", response.head().value("Vary"));
    assertEquals("Mon, 06 May 2024 07:08:09 GMT", response.head().value("Last-Modified"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*;q=0", "identity;q=0, br;q=0, *;q=0", "identity;q=0, deflate, *;q=0"})
  void aClientThatRefusesEverythingGets406(String accept) throws Exception {
    AssetResponse.Decided response = get(site, "/app.js", "Accept-Encoding: " + accept);
    assertEquals(406, response.head().status());
    assertEquals("Accept-Encoding", response.head().value("Vary"));
  }

  @Test
  void everyVariantHasItsOwnStrongTag() throws Exception {
    List<String> tags =
        List.of("identity", "br", "gzip", "zstd").stream()
            .map(
                coding -> {
                  try {
                    return String.valueOf(
                        get(site, "/app.js", "Accept-Encoding: " + coding).head().value("ETag"));
                  } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .toList();
    assertEquals(4, tags.stream().distinct().count(), tags.toString());
    assertTrue(
        tags.stream().allMatch(tag -> tag.matches("\"[A-Za-z0-9_-]{22}\"")), tags.toString());
    AssetResponse.Decided unchanged =
        get(site, "/app.js", "Accept-Encoding: br", "If-None-Match: " + tags.get(1));
    assertEquals(304, unchanged.head().status());
    assertEquals("Accept-Encoding", unchanged.head().value("Vary"));
    assertEquals(
        200,
        get(site, "/app.js", "Accept-Encoding: br", "If-None-Match: " + tags.get(0))
            .head()
            .status(),
        "the tag of another variant");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "identity | bytes=0-7 | identity | bytes 0-7/14",
        "identity | bytes=9- | bytes | bytes 9-13/14",
        "identity | bytes=-5 | bytes | bytes 9-13/14",
        "br | bytes=1-1 | R | bytes 1-1/2",
        "gzip | bytes=-2 | IP | bytes 2-3/4",
        "gzip | bytes=0-100 | GZIP | bytes 0-3/4",
      })
  void aRangeIsOfTheVariantThatWasChosen(
      String coding, String range, String bytes, String contentRange) throws Exception {
    AssetResponse.Decided response =
        get(site, "/app.js", "Accept-Encoding: " + coding, "Range: " + range);
    assertEquals(206, response.head().status());
    assertEquals(bytes, body(response));
    assertEquals(contentRange, response.head().value("Content-Range"));
    assertEquals(Integer.toString(bytes.length()), response.head().value("Content-Length"));
    assertEquals(
        coding.equals("identity") ? null : coding, response.head().value("Content-Encoding"));
    assertEquals("Accept-Encoding", response.head().value("Vary"));
    assertEquals(
        get(site, "/app.js", "Accept-Encoding: " + coding).head().value("ETag"),
        response.head().value("ETag"));
  }

  @Test
  void severalRangesAreOneMultipartBody() throws Exception {
    AssetResponse.Decided response = get(site, "/app.js", "Range: bytes=0-1, 4-5,-1");
    assertEquals(206, response.head().status());
    String type = String.valueOf(response.head().value("Content-Type"));
    assertTrue(type.startsWith("multipart/byteranges; boundary="), type);
    String boundary = type.substring(type.indexOf('=') + 1);
    String part = "Content-Type: text/javascript; charset=utf-8\r\nContent-Range: bytes ";
    String expected =
        ("--B\r\n"
                + part
                + "0-1/14\r\n\r\nid\r\n--B\r\n"
                + part
                + "4-5/14\r\n\r\nti\r\n--B\r\n"
                + part)
            + "13-13/14\r\n\r\ns\r\n--B--\r\n";
    assertEquals(expected.replace("--B", "--" + boundary), body(response));
    assertEquals(
        Integer.toString(body(response).length()), response.head().value("Content-Length"));
    assertNull(response.head().value("Content-Range"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=14-", "bytes=14-20", "bytes=-0", "bytes=99-,100-"})
  void aRangeOutsideIs416(String range) throws Exception {
    AssetResponse.Decided response = get(site, "/app.js", "Range: " + range);
    assertEquals(416, response.head().status());
    assertEquals("bytes */14", response.head().value("Content-Range"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lines=0-1", "bytes=1-0", "bytes=x", "bytes=0-9,0-9", "bytes"})
  void aRangeThatIsNoneIsIgnored(String range) throws Exception {
    AssetResponse.Decided response = get(site, "/app.js", "Range: " + range);
    assertEquals(200, response.head().status());
    assertEquals("identity bytes", body(response));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "PROPFIND"})
  void otherMethodsAreRefused(String method) throws Exception {
    AssetResponse.Decided response = respond(site, request(method, "/app.js"));
    assertEquals(405, response.head().status());
    assertEquals("GET, HEAD, OPTIONS", response.head().value("Allow"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app.js", "/missing", "*"})
  void optionsSayWhatIsAllowed(String target) throws Exception {
    AssetResponse.Decided response = respond(site, request("OPTIONS", target));
    assertEquals(204, response.head().status());
    assertEquals("GET, HEAD, OPTIONS", response.head().value("Allow"));
  }

  @Test
  void thePageOfAnErrorIsNoRepresentationOfWhatWasAskedFor() throws Exception {
    AssetResponse.Decided response = get(site, "/missing", "If-None-Match: *", "Range: bytes=0-1");
    assertEquals(404, response.head().status());
    assertEquals("<h1>lost</h1>", body(response));
    assertNull(response.head().value("ETag"));
    assertNull(response.head().value("Last-Modified"));
    assertEquals("no-cache", response.head().value("Cache-Control"));
    assertEquals("Accept-Encoding", response.head().value("Vary"));
  }

  @Test
  void everyResponseForbidsSniffing() throws Exception {
    for (String target : List.of("/", "/app.js", "/missing", "/docs", "/%")) {
      assertEquals("nosniff", get(site, target).head().value("X-Content-Type-Options"), target);
    }
  }

  @Test
  void rulesOverrideWhatPathsSay() throws Exception {
    Site ruled =
        files.site(
            settings ->
                withRules(
                    settings,
                    new SiteSettings.HeaderRule(
                        Glob.parse("*.js"), Map.of("Cache-Control", "max-age=60", "X-Own", "yes")),
                    new SiteSettings.HeaderRule(
                        Glob.parse("/docs/**"), Map.of("X-Content-Type-Options", ""))));
    Head script = get(ruled, "/app.js").head();
    assertEquals("max-age=60", script.value("Cache-Control"));
    assertEquals("yes", script.value("X-Own"));
    assertEquals(1, script.fields().stream().filter(f -> f.name().equals("Cache-Control")).count());
    assertEquals("no-cache", get(ruled, "/index.html").head().value("Cache-Control"));
    assertNull(get(ruled, "/docs/").head().value("X-Content-Type-Options"));
  }

  @Test
  void aListingNamesWhatIsThereAndEscapesIt() throws Exception {
    files.file("list/<b>&\"'.txt", "x").file("list/sub/y.txt", "y").file("list/.secret", "z");
    Site listed = files.site(settings -> settings.withListing(true));
    AssetResponse.Decided response = get(listed, "/list/");
    String html = body(response);
    assertEquals(200, response.head().status());
    assertTrue(html.contains("<a href=\"./sub/\">sub/</a>"), html);
    assertTrue(html.contains("&lt;b&gt;&amp;&quot;"), html);
    assertFalse(html.contains("<b>"), html);
    assertFalse(html.contains(".secret"), html);
    assertEquals("/list/", get(listed, "/list").head().value("Location"));
    assertTrue(
        String.valueOf(response.head().value("Content-Security-Policy"))
            .startsWith("default-src 'none'"));
  }

  private static SiteSettings withCleanUrls(SiteSettings s) {
    return s.withCleanUrls(true);
  }

  private static SiteSettings withRules(SiteSettings s, SiteSettings.HeaderRule... rules) {
    return s.withRules(List.of(rules));
  }
}
