package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.config.Glob;
import dev.weft.config.SiteSettings;
import dev.weft.testing.BothVersions;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of a site, in both versions of HTTP: paths, methods, pages and headers. */
final class ServingTest {
  private static final String SPA = "Host: spa.test";
  private static final String LISTED = "Host: listed.test";

  @TempDir static Path folder;
  private static TestServer server;
  private static BothVersions client;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.in(folder)
            .names("localhost", "spa.test", "listed.test")
            .file("site/index.html", "<h1>root</h1>")
            .file("site/app.js", "app")
            .file("site/app-3f9a1c07.js", "app by its hash")
            .file("site/docs/index.html", "docs")
            .file("site/empty/deep/file.txt", "")
            .file("site/fonts/a.woff2", "font")
            .file("site/.env", "secret")
            .file("site/.well-known/security.txt", "contact")
            .file("site/404.html", "<h1>lost</h1>")
            .file("spa/index.html", "<app>")
            .file("spa/main.js", "main")
            .file("listed/<b> & 100%.txt", "odd")
            .file("listed/pictures/one.png", "12")
            .sites(site(), spa(), listed())
            .with(new Configuration.Tls(folder, List.of(), 63_072_000, true))
            .start();
    client = new BothVersions(server.port());
  }

  private static SiteSettings site() {
    SiteSettings site = SiteSettings.at("localhost", folder.resolve("site"));
    return site.withRules(
        List.of(
            SiteSettings.HeaderRule.cacheControl(Glob.parse("/fonts/**"), "public, max-age=60"),
            new SiteSettings.HeaderRule(
                Glob.parse("*.{html,htm}"),
                Map.of("X-Frame-Options", "DENY", "X-Content-Type-Options", ""))));
  }

  private static SiteSettings spa() {
    return SiteSettings.at("spa.test", folder.resolve("spa")).withSpa("index.html");
  }

  private static SiteSettings listed() {
    return SiteSettings.at("listed.test", folder.resolve("listed")).withListing(true);
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/docs, /docs/",
    "/docs?a=b&c=%2F, /docs/?a=b&c=%2F",
    "/app.js/, /app.js",
    "/app.js/?v=1, /app.js?v=1",
    "/%64ocs, /%64ocs/"
  })
  void pathHasOneSpelling(String path, String location) throws IOException {
    for (String method : List.of("GET", "HEAD")) {
      Response response = client.ask(method, path);
      assertEquals(308, response.status());
      assertEquals(location, response.value("location"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/, <h1>root</h1>",
    "/docs/, docs",
    "/index.html, <h1>root</h1>",
    "/?q, <h1>root</h1>"
  })
  void folderAnswersWithItsIndex(String path, String body) throws IOException {
    Response response = client.get(path);
    assertEquals(200, response.status());
    assertEquals("text/html; charset=utf-8", response.value("content-type"));
    assertEquals(body, response.text());
  }

  @ParameterizedTest
  @CsvSource({
    "/, localhost, 200",
    "/app.js, localhost, 200",
    "/empty/deep/file.txt, localhost, 200",
    "/docs, localhost, 308",
    "/missing, localhost, 404",
    "/a%2fb, localhost, 400",
    "/missing, listed.test, 404",
    "/, listed.test, 200",
    "/route, spa.test, 404"
  })
  void headHasTheFieldsOfGetAndNoBody(String path, String host, int status) throws IOException {
    Response get = client.get(path, "Host: " + host);
    Response head = client.ask("HEAD", path, "Host: " + host);
    assertEquals(status, head.status());
    assertEquals(get.status(), head.status());
    assertEquals(get.fields(), head.fields());
    assertEquals(Integer.toString(get.body().length), head.value("content-length"));
    assertEquals(0, head.body().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/app.js", "/missing"})
  void optionsSaysWhatIsAllowed(String path) throws IOException {
    Response response = client.ask("OPTIONS", path);
    assertEquals(204, response.status());
    assertEquals("GET, HEAD, OPTIONS", response.value("allow"));
    assertNull(response.value("content-length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "GETS"})
  void otherMethodsAreNotAllowed(String method) throws IOException {
    Response response = client.ask(method, "/app.js");
    assertEquals(405, response.status());
    assertEquals("GET, HEAD, OPTIONS", response.value("allow"));
    assertEquals("405 Method Not Allowed\n", response.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/missing", "/.env", "/.git/config", "/.well-known/", "/empty/deep/"})
  void nothingIsAnsweredWithThePageOfTheSite(String path) throws IOException {
    Response response = client.get(path);
    assertEquals(404, response.status());
    assertEquals("<h1>lost</h1>", response.text());
    assertEquals("text/html; charset=utf-8", response.value("content-type"));
    assertEquals("no-cache", response.value("cache-control"));
    assertNull(response.value("etag"), "its tag is that of another path");
    assertNull(response.value("last-modified"));
  }

  @Test
  void siteWithoutAPageSaysNoMoreThanThePhrase() throws IOException {
    Response response = client.get("/%3Cmissing%3E", LISTED);
    assertEquals(404, response.status());
    assertEquals("404 Not Found\n", response.text());
    assertEquals("text/plain; charset=utf-8", response.value("content-type"));
    assertEquals("nosniff", response.value("x-content-type-options"));
  }

  @Test
  void wellKnownIsServed() throws IOException {
    assertEquals("contact", client.get("/.well-known/security.txt").text());
  }

  @ParameterizedTest
  @CsvSource({
    "/route, Sec-Fetch-Mode: navigate, 200",
    "/deep/route/, Sec-Fetch-Mode: navigate, 200",
    "/route?q=a.b, 'Accept: text/html,*/*', 200",
    "/route, Sec-Fetch-Mode: cors, 404",
    "/route, Accept: */*, 404",
    "/route, , 404",
    "/missing.js, Sec-Fetch-Mode: navigate, 404",
    "/v1.2/route, Sec-Fetch-Mode: navigate, 200"
  })
  void navigationToNothingGetsTheSinglePage(String path, @Nullable String field, int status)
      throws IOException {
    Response response = field == null ? client.get(path, SPA) : client.get(path, SPA, field);
    assertEquals(status, response.status());
    assertEquals(status == 200 ? "<app>" : "404 Not Found\n", response.text());
    assertEquals(status == 200, response.value("etag") != null);
    boolean depends = !path.endsWith(".js");
    assertEquals(
        depends,
        String.valueOf(response.value("vary")).contains("Accept, Sec-Fetch-Mode"),
        response.toString());
  }

  @Test
  void singlePageLeavesAloneWhatIsThere() throws IOException {
    Response response = client.get("/main.js", SPA, "Sec-Fetch-Mode: navigate");
    assertEquals("main", response.text());
    assertEquals("Accept-Encoding", response.value("vary"));
  }

  @Test
  void folderWithoutAnIndexIsListed() throws IOException {
    Response response = client.get("/", LISTED);
    assertEquals(200, response.status());
    String page = response.text();
    assertTrue(page.contains("<a href=\"./pictures/\">pictures/</a>"), page);
    assertTrue(page.contains("<a href=\"./%3Cb%3E%20%26%20100%25.txt\">"), page);
    assertFalse(page.contains("<b>"), page);
    assertEquals("odd", client.get("/%3Cb%3E%20%26%20100%25.txt", LISTED).text());
    assertTrue(client.get("/pictures/", LISTED).text().contains("one.png</a><td>2<td>2026-01-02"));
  }

  @Test
  void folderIsNotListedUnlessTheSiteSaysSo() throws IOException {
    assertEquals(404, client.get("/empty/").status());
  }

  @ParameterizedTest
  @CsvSource({
    "/app.js, no-cache",
    "/, no-cache",
    "/app-3f9a1c07.js, 'public, max-age=31536000, immutable'",
    "/fonts/a.woff2, 'public, max-age=60'"
  })
  void cachesKeepAFileForAsLongAsItsRuleSays(String path, String control) throws IOException {
    assertEquals(control, client.get(path).value("cache-control"));
  }

  @Test
  void ruleSetsAndRemovesHeadersOfWhatItMatches() throws IOException {
    Response page = client.get("/docs/");
    assertEquals("DENY", page.value("x-frame-options"));
    assertNull(page.value("x-content-type-options"));
    Response script = client.get("/app.js");
    assertNull(script.value("x-frame-options"));
    assertEquals("nosniff", script.value("x-content-type-options"));
  }

  @ParameterizedTest
  @CsvSource({"GET, /", "GET, /missing", "GET, /docs", "POST, /", "OPTIONS, /"})
  void everyResponseOfTheSiteDemandsTlsAndNamesNoServer(String method, String path)
      throws IOException {
    Response response = client.ask(method, path);
    assertEquals(
        "max-age=63072000; includeSubDomains", response.value("strict-transport-security"));
    assertNull(response.value("server"));
    assertNull(response.value("x-powered-by"));
  }

  @Test
  void whatJettyRefusesIsSaidInOurWords() throws IOException {
    record Refusal(String request, String text) {}
    String much = "n".repeat(9000);
    for (Refusal refusal :
        List.of(
            new Refusal("GET /" + much + " HTTP/1.1\r\n", "414 URI Too Long\n"),
            new Refusal("GET / HTTP/1.1\r\nExpect: much\r\n", "417 Expectation Failed\n"),
            new Refusal(
                "GET / HTTP/1.1\r\nX: " + much + "\r\n", "431 Request Header Fields Too Large\n"),
            new Refusal("GET /%zz HTTP/1.1\r\n", "400 Bad Request\n"))) {
      try (Http1Peer peer = Http1Peer.connect(server.port())) {
        Response response = peer.send(refusal.request() + "Host: localhost\r\n\r\n").read("GET");
        assertEquals(refusal.text(), response.text());
        assertEquals("close", response.value("connection"));
        assertEquals("nosniff", response.value("x-content-type-options"));
        assertTrue(peer.closed());
      }
    }
  }
}
