package dev.weft.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import dev.weft.config.Configuration;
import dev.weft.config.DictionarySettings;
import dev.weft.config.Flatten;
import dev.weft.config.Glob;
import dev.weft.config.SiteSettings;
import dev.weft.config.SiteSettings.HeaderRule;
import dev.weft.origin.Authority;
import dev.weft.testing.Await;
import dev.weft.testing.BothVersions;
import dev.weft.testing.Client;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets who has an earlier version, in both versions of HTTP. */
final class DictionaryTest {
  private static final String ALL = "Accept-Encoding: gzip, br, zstd, dcb, dcz";
  private static final String VARY = "Accept-Encoding, Available-Dictionary";
  private static final int MARK_DCB = 4 + 32;
  private static final int MARK_DCZ = 8 + 32;

  private static final String ONE = module(1);
  private static final String TWO = ONE + "// Changed.\n";
  private static final String THREE = TWO + "// Once more.\n";

  private static final HeaderRule KEPT =
      HeaderRule.cacheControl(Glob.parse("*.js"), "max-age=3600");

  private static final String PAGE =
      "<!doctype html><title>One</title><script type=module src=deep.js></script><p>" + ONE;

  private static final String MODULES =
      "</deep.js>; rel=modulepreload; fetchpriority=low, </app.js>; rel=modulepreload;"
          + " fetchpriority=low, ";

  private static final String LINK = "</words.txt>; rel=\"compression-dictionary\"";

  @TempDir Path folder;

  private static String module(int seed) {
    StringBuilder text = new StringBuilder();
    new Random(seed)
        .ints(400, 0, 1 << 20)
        .forEach(i -> text.append("export const name").append(i).append(" = ").append(i + ";\n"));
    return text.toString();
  }

  private SiteSettings site(String name, DictionarySettings dictionaries) {
    return SiteSettings.of(folder.resolve(name))
        .withDictionaries(dictionaries)
        .withRules(List.of(KEPT));
  }

  private TestServer start(SiteSettings... sites) throws Exception {
    TestServer server =
        TestServer.in(folder)
            .file("site/index.html", PAGE)
            .file("site/deep.js", "import './app.js'")
            .file("site/app.js", ONE)
            .file("site/words.txt", ONE)
            .file("twin/app.js", TWO)
            .sites(sites)
            .names("localhost", "twin.test")
            .with(
                new Configuration.Store(Optional.of(1L << 24), 1 << 20, true, Optional.empty(), 0))
            .start();
    Await.await("all is compressed", server.weft()::settled);
    return server;
  }

  private TestServer start() throws Exception {
    return start(site("site", DictionarySettings.ofPrevious()));
  }

  /** Changes a file, and waits until that is what is sent, in every coding. */
  private void change(TestServer server, String path, String text) throws Exception {
    Files.writeString(folder.resolve("site" + path), text);
    try (Client client = new Client(Client.Version.HTTP_2, server.port())) {
      Await.await("the new bytes", () -> client.get(path).text().equals(text));
    }
    Await.await("all is compressed", server.weft()::settled);
  }

  private static String available(String dictionary) {
    return "Available-Dictionary: :" + Base64.getEncoder().encodeToString(sha256(dictionary)) + ":";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String decoded(Response response, String dictionary) throws IOException {
    byte[] raw = dictionary.getBytes(UTF_8);
    byte[] body = response.body();
    boolean dcb = "dcb".equals(response.value("content-encoding"));
    int mark = dcb ? MARK_DCB : MARK_DCZ;
    assertArrayEquals(sha256(dictionary), Arrays.copyOfRange(body, mark - 32, mark));
    byte[] stream = Arrays.copyOfRange(body, mark, body.length);
    if (dcb) {
      Brotli4jLoader.ensureAvailability();
      try (BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(stream))) {
        in.attachDictionary(ByteBuffer.allocateDirect(raw.length).put(raw).flip());
        return new String(in.readAllBytes(), UTF_8);
      }
    }
    assertEquals("dcz", response.value("content-encoding"));
    try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
      context.loadDict(raw, ZstdDictContentType.RAW_CONTENT);
      return new String(context.decompress(stream, 1 << 20), UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dcb", "dcz"})
  void clientThatHasTheVersionBeforeGetsWhatHasChanged(String coding) throws Exception {
    try (TestServer server = start();
        BothVersions client = new BothVersions(server.port())) {
      Response first = client.get("/app.js", ALL);
      assertEquals("br", first.value("content-encoding"));
      assertEquals("match=\"/app.js\"", first.value("use-as-dictionary"));
      assertEquals(VARY, first.value("vary"));

      change(server, "/app.js", TWO);
      Response next = client.get("/app.js?v=2", "Accept-Encoding: br, " + coding, available(ONE));
      assertEquals(coding, next.value("content-encoding"));
      assertEquals(TWO, decoded(next, ONE));
      assertTrue(next.body().length < 100, next::toString);
      assertEquals("match=\"/app.js\"", next.value("use-as-dictionary"));
      assertEquals(VARY, next.value("vary"));
      assertEquals("text/javascript; charset=utf-8", next.value("content-type"));
      assertEquals(Integer.toString(next.body().length), next.value("content-length"));
    }
  }

  @Test
  void everyDictionaryHasATagOfItsOwn() throws Exception {
    try (TestServer server = start();
        BothVersions client = new BothVersions(server.port())) {
      change(server, "/app.js", TWO);
      change(server, "/app.js", THREE);
      Response one = client.get("/app.js", ALL, available(ONE));
      Response two = client.get("/app.js", ALL, available(TWO));
      Response plain = client.get("/app.js", ALL);
      assertEquals(THREE, decoded(one, ONE));
      assertEquals(THREE, decoded(two, TWO));
      assertNotEquals(one.value("etag"), two.value("etag"));
      assertNotEquals(one.value("etag"), plain.value("etag"));

      // Who got it against one version asks with the next, for that is what it has by then.
      for (String[] asks : new String[][] {{available(ONE)}, {available(THREE)}, {"X: y"}}) {
        Response same =
            client.get(
                "/app.js",
                ALL,
                asks[0],
                "If-None-Match: " + Objects.requireNonNull(one.value("etag")));
        assertEquals(304, same.status(), asks[0]);
        assertEquals(VARY, same.value("vary"));
        assertEquals(one.value("etag"), same.value("etag"));
      }
      Response any = client.get("/app.js", ALL, "If-None-Match: *");
      assertEquals(plain.value("etag"), any.value("etag"), "no variant that a client may not read");
    }
  }

  @Test
  void anythingElseGetsTheUsualCoding() throws Exception {
    try (TestServer server = start();
        BothVersions client = new BothVersions(server.port())) {
      change(server, "/app.js", TWO);
      for (String[] asks :
          new String[][] {
            {ALL, available("nobody has this")},
            {ALL, available(TWO)},
            {ALL, "Available-Dictionary: :AAAA:"},
            {ALL, "Available-Dictionary: " + "A".repeat(4000)},
            {"Accept-Encoding: br, *", available(ONE)},
            {"Accept-Encoding: br, dcb;q=0, dcz;q=0", available(ONE)},
            {"Accept-Encoding: br, dcb;q=0.5", available(ONE)}
          }) {
        Response response = client.get("/app.js", asks);
        assertEquals("br", response.value("content-encoding"), Arrays.toString(asks));
        assertEquals(VARY, response.value("vary"));
      }
      // Another site may not learn from the length what it may not read.
      Response foreign =
          client.get(
              "/app.js",
              ALL,
              available(ONE),
              "Sec-Fetch-Site: cross-site",
              "Sec-Fetch-Mode: no-cors");
      assertEquals("br", foreign.value("content-encoding"));
    }
  }

  @Test
  void dictionaryOfOneSiteIsNothingToAnother() throws Exception {
    DictionarySettings previous = DictionarySettings.ofPrevious();
    try (TestServer server =
            start(
                site("site", previous),
                site("twin", previous).withAuthorities(List.of(Authority.parse("twin.test"))));
        BothVersions client = new BothVersions(server.port())) {
      change(server, "/app.js", TWO);
      Response own = client.get("/app.js", ALL, available(ONE));
      Response other =
          client.get("/app.js", ALL, available(ONE), "Host: twin.test:" + server.port());
      assertEquals(TWO, decoded(own, ONE));
      assertEquals("br", other.value("content-encoding"));
    }
  }

  @Test
  void siteDictionaryServesDocumentsAndTheirFlatForms() throws Exception {
    SiteSettings settings = site("site", DictionarySettings.ofFile("words.txt"));
    for (Flatten flatten : List.of(Flatten.OFF, Flatten.HEADER)) {
      try (TestServer server = start(settings.withFlatten(flatten));
          BothVersions client = new BothVersions(server.port())) {
        Response dictionary = client.get("/words.txt", ALL);
        assertEquals("match=\"/*\"", dictionary.value("use-as-dictionary"));
        assertEquals("public, max-age=2592000", dictionary.value("cache-control"));
        String page = client.get("/").text();
        try (Client first = new Client(Client.Version.HTTP_2, server.port())) {
          first.get("/", ALL, available(ONE)); // the first to ask has it made
        }
        Await.await("the page is compressed against it", server.weft()::settled);
        Response compressed = client.get("/", ALL, available(ONE));
        assertEquals(page, decoded(compressed, ONE));
        assertEquals(flatten == Flatten.OFF ? LINK : MODULES + LINK, compressed.value("link"));
        assertEquals("no-cache", compressed.value("cache-control"));
        assertNull(compressed.value("use-as-dictionary"));
      }
    }
  }

  @Test
  void styleSheetIsCompressedAgainstTheFormInWhichItWasSentBefore() throws Exception {
    SiteSettings settings = site("site", DictionarySettings.ofPrevious()).withFingerprint(true);
    Path folder = Files.createDirectories(this.folder.resolve("site"));
    Files.writeString(
        folder.resolve("page.html"), "<!doctype html><link rel=stylesheet href=s.css>");
    Files.writeString(folder.resolve("s.css"), "p { background: url(words.txt) } /* " + ONE + "*/");
    try (TestServer server = start(settings);
        BothVersions client = new BothVersions(server.port())) {
      String before = client.get("/s.css").text();
      assertTrue(before.contains("words.txt?"), "it names by content");
      Files.writeString(
          folder.resolve("s.css"), "p { background: url(words.txt) } /* " + TWO + "*/");
      try (Client other = new Client(Client.Version.HTTP_2, server.port())) {
        Await.await("the new form", () -> other.get("/s.css").text().contains("Changed"));
        Await.await("the new form", () -> other.get("/s.css").text().contains("words.txt?"));
      }
      Await.await("all is compressed", server.weft()::settled);
      Response next = client.get("/s.css", ALL, available(before));
      assertEquals(client.get("/s.css").text(), decoded(next, before));
    }
  }

  @Test
  void siteWithoutAnyKnowsNothingOfIt() throws Exception {
    try (TestServer server = start(SiteSettings.of(folder.resolve("site")));
        BothVersions client = new BothVersions(server.port())) {
      change(server, "/app.js", TWO);
      Response response = client.get("/app.js", ALL, available(ONE));
      assertEquals("br", response.value("content-encoding"));
      assertEquals("Accept-Encoding", response.value("vary"));
      assertNull(response.value("use-as-dictionary"));
    }
  }
}
