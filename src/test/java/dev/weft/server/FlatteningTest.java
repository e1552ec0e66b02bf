package dev.weft.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import dev.weft.config.Configuration;
import dev.weft.config.Flatten;
import dev.weft.config.SiteSettings;
import dev.weft.testing.Await;
import dev.weft.testing.BothVersions;
import dev.weft.testing.Client;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flat documents as they are on the wire, in both versions of HTTP. */
final class FlatteningTest {
  private static final String PAGE =
      "<!doctype html><title>Flat</title><link rel=stylesheet href=s.css>"
          + "<script type=module src=app.js></script>"
          + "<p>So much of it that it is worth being compressed, worth being compressed.";

  private static final String B =
      "<link rel=\"modulepreload\" href=\"/b.js\" fetchpriority=\"low\">";
  private static final String C =
      "<link rel=\"modulepreload\" href=\"/c.js\" fetchpriority=\"low\">";

  private static final String LINK =
      "</app.js>; rel=modulepreload; fetchpriority=low, </b.js>; rel=modulepreload;"
          + " fetchpriority=low";

  @TempDir Path folder;

  private TestServer start(Flatten flatten, Configuration.Store store) throws Exception {
    TestServer server =
        TestServer.in(folder)
            .file("site/index.html", PAGE)
            .file("site/s.css", "")
            .file("site/app.js", "import './b.js'")
            .file("site/b.js", "")
            .file("site/c.js", "")
            .file("site/plain.html", "<!doctype html><p>No module at all.")
            .sites(SiteSettings.of(folder.resolve("site")).withFlatten(flatten))
            .with(store)
            .start();
    Await.await("all is made", server.weft()::settled);
    return server;
  }

  private TestServer start(Flatten flatten) throws Exception {
    return start(flatten, store(1 << 24));
  }

  private static Configuration.Store store(long memory) {
    return new Configuration.Store(Optional.of(memory), 1 << 20, true, Optional.empty(), 0);
  }

  @Test
  void documentNamesItsModulesAndTheFileStaysAsItIs() throws Exception {
    try (TestServer server = start(Flatten.INLINE);
        BothVersions client = new BothVersions(server.port())) {
      Response response = client.get("/");
      assertTrue(response.text().contains(B), response::text);
      assertEquals(Integer.toString(response.body().length), response.value("content-length"));
      assertEquals("Accept-Encoding", response.value("vary"));
      assertEquals("no-cache", response.value("cache-control"));
      assertNull(response.value("link"));
      assertEquals(PAGE, Files.readString(folder.resolve("site/index.html")));

      Response head = client.ask("HEAD", "/");
      assertEquals(response.fields(), head.fields());
      assertEquals(0, head.body().length);
    }
  }

  @Test
  void linksWaitForAPaintByDefault() throws Exception {
    try (TestServer server = start(SiteSettings.DEFAULT_FLATTEN);
        BothVersions client = new BothVersions(server.port())) {
      String text = client.get("/").text();
      assertTrue(text.startsWith(PAGE + "<template>"), text);
      assertTrue(text.contains("href=\"/b.js\">") && text.endsWith("</script>"), text);
    }
  }

  @Test
  void everyCodingIsOfTheFlatDocumentAndHasATagOfItsOwn() throws Exception {
    try (TestServer server = start(Flatten.INLINE);
        BothVersions client = new BothVersions(server.port())) {
      byte[] whole = client.get("/").body();
      TreeSet<String> tags = new TreeSet<>();
      for (String coding : List.of("identity", "gzip", "br", "zstd")) {
        Response response = client.get("/", "Accept-Encoding: " + coding);
        assertEquals(coding.equals("identity") ? null : coding, response.value("content-encoding"));
        assertArrayEquals(whole, decoded(response.body(), coding), coding);
        String tag = Objects.requireNonNull(response.value("etag"));
        tags.add(tag);
        assertEquals(
            304, client.get("/", "Accept-Encoding: " + coding, "If-None-Match: " + tag).status());
      }
      assertEquals(4, tags.size(), tags::toString);
      assertTrue(tags.stream().allMatch(tag -> tag.matches("\"[\\w-]{22}\"")), tags::toString);
    }
  }

  private static byte[] decoded(byte[] body, String coding) throws IOException {
    Brotli4jLoader.ensureAvailability();
    InputStream in = new ByteArrayInputStream(body);
    try (InputStream decoder =
        switch (coding) {
          case "gzip" -> new GZIPInputStream(in);
          case "br" -> new BrotliInputStream(in);
          case "zstd" -> new ZstdInputStream(in);
          default -> in;
        }) {
      return decoder.readAllBytes();
    }
  }

  @Test
  void rangesAreOfTheFlatDocument() throws Exception {
    try (TestServer server = start(Flatten.INLINE);
        BothVersions client = new BothVersions(server.port())) {
      Response whole = client.get("/");
      int length = whole.body().length;
      Response part = client.get("/", "Range: bytes=90-", "If-Range: " + whole.value("etag"));
      assertEquals(206, part.status());
      assertEquals("bytes 90-" + (length - 1) + "/" + length, part.value("content-range"));
      assertArrayEquals(Arrays.copyOfRange(whole.body(), 90, length), part.body());
      assertEquals(
          200, client.get("/", "Range: bytes=90-", "If-Range: " + DATE).status(), "by a date");
    }
  }

  private static final String DATE = "Fri, 02 Jan 2026 03:04:05 GMT";

  @Test
  void changeOfAModuleAloneIsAChangeOfTheDocument() throws Exception {
    try (TestServer server = start(Flatten.INLINE);
        Client one = new Client(Client.Version.HTTP_2, server.port());
        BothVersions client = new BothVersions(server.port())) {
      Response before = client.get("/");
      String tag = Objects.requireNonNull(before.value("etag"));
      // The date of the file says nothing of what is sent.
      assertNull(before.value("last-modified"));
      assertEquals(200, client.get("/", "If-Modified-Since: " + DATE).status());
      assertEquals(200, client.get("/", "If-Unmodified-Since: " + before(DATE)).status());

      Files.writeString(folder.resolve("site/b.js"), "import './c.js'");
      Await.await("it names c.js", () -> one.ask("GET", "/").text().contains(C));
      Response after = client.get("/", "If-None-Match: " + tag);
      assertEquals(200, after.status());
      assertNotEquals(tag, after.value("etag"));
      assertEquals(304, client.get("/", "If-None-Match: " + after.value("etag")).status());

      Files.writeString(folder.resolve("site/b.js"), "'without'");
      Await.await("it no longer does", () -> !one.ask("GET", "/").text().contains(C));
      assertEquals(tag, client.get("/").value("etag"));
    }
  }

  private static String before(String date) {
    return date.replace("2026", "2025").replace("Fri", "Thu");
  }

  @Test
  void changeOfTheDocumentIsSentAtOnceAndThenFlat() throws Exception {
    try (TestServer server = start(Flatten.INLINE);
        Client one = new Client(Client.Version.HTTP_2, server.port())) {
      Files.writeString(folder.resolve("site/index.html"), PAGE.replace("Flat", "Other"));
      Await.await(
          "the other is flat",
          () -> {
            String text = one.ask("GET", "/").text();
            return text.contains("Other") && text.contains(B);
          });
    }
  }

  @Test
  void documentWithoutModulesIsSentAsItIs() throws Exception {
    try (TestServer server = start(Flatten.INLINE);
        BothVersions client = new BothVersions(server.port())) {
      Response response = client.get("/plain.html");
      assertEquals("<!doctype html><p>No module at all.", response.text());
      assertEquals(DATE, response.value("last-modified"));
    }
  }

  @Test
  void documentStaysAsItIsWhereMemoryIsSpent() throws Exception {
    try (TestServer server = start(Flatten.INLINE, store(PAGE.length()));
        BothVersions client = new BothVersions(server.port())) {
      assertArrayEquals(PAGE.getBytes(UTF_8), client.get("/").body());
    }
  }

  @Test
  void offSendsTheFile() throws Exception {
    try (TestServer server = start(Flatten.OFF);
        BothVersions client = new BothVersions(server.port())) {
      assertArrayEquals(PAGE.getBytes(UTF_8), client.get("/").body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEADER", "EARLY_HINTS"})
  void headerNamesTheModules(Flatten flatten) throws Exception {
    try (TestServer server = start(flatten);
        BothVersions client = new BothVersions(server.port())) {
      Response response = client.get("/");
      assertEquals(PAGE, response.text());
      assertEquals(LINK, response.value("link"));
      Map<String, String> again =
          client.get("/", "If-None-Match: " + response.value("etag")).fields();
      assertEquals(response.value("link"), again.get("link"));
      assertNull(client.get("/plain.html").value("link"));
    }
  }

  @Test
  void browserThatGoesToAPageIsToldBeforeTheResponse() throws Exception {
    try (TestServer server = start(Flatten.EARLY_HINTS);
        Http2Peer peer = Http2Peer.connect(server.port())) {
      Http2Peer.Headers early = peer.request(1, "/", "sec-fetch-mode: navigate").wantHeaders(1);
      assertEquals(103, early.status());
      assertEquals(LINK, early.value("link"));
      assertNull(early.value("etag"));
      assertEquals(200, peer.wantHeaders(1).status());
      assertEquals(PAGE, new String(peer.wantBody(1), UTF_8));
      // Nothing is on its way to the document where a client has it already, or only looks.
      String tag = Objects.requireNonNull(tag(server));
      assertEquals(
          304,
          peer.request(3, "/", "sec-fetch-mode: navigate", "if-none-match: " + tag)
              .wantHeaders(3)
              .status());
      assertEquals(200, peer.request(5, "/", "sec-fetch-mode: cors").wantHeaders(5).status());
    }
  }

  private static @Nullable String tag(TestServer server) throws IOException {
    try (BothVersions client = new BothVersions(server.port())) {
      return client.get("/").value("etag");
    }
  }
}
