package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration;
import dev.weft.testing.Await;
import dev.weft.testing.BothVersions;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Validators, codings and ranges as they are on the wire, in both versions of HTTP, of what is in
 * memory and of what is read from disk.
 */
final class RepresentationTest {
  /** Bytes up to which a file is held in memory. */
  private static final int SMALL = 1 << 16;

  private static final String DATE = "Fri, 02 Jan 2026 03:04:05 GMT";

  @TempDir static Path folder;
  private static TestServer server;
  private static BothVersions client;

  /** A variant of a file, and its bytes. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by content, never as a record.
  record Variant(String path, String coding, byte[] bytes) {
    String file() {
      return "site" + path + (coding.equals("br") ? ".br" : "");
    }

    String accept() {
      return "Accept-Encoding: " + coding;
    }

    @Override
    public String toString() {
      return path + " in " + coding;
    }
  }

  static final List<Variant> VARIANTS =
      List.of(
          new Variant("/small.js", "identity", noise(1000, 1)),
          new Variant("/small.js", "br", noise(500, 2)),
          new Variant("/large.js", "identity", noise(5 * SMALL + 11, 3)),
          new Variant("/large.js", "br", noise(3 * SMALL + 7, 4)),
          new Variant("/large.png", "identity", noise(4 * SMALL, 5)));

  private static byte[] noise(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @BeforeAll
  static void start() throws Exception {
    TestServer.Preparation site = TestServer.in(folder).file("site/empty.txt", "");
    for (Variant variant : VARIANTS) {
      site.file(variant.file(), variant.bytes());
    }
    server =
        site.with(new Configuration.Store(Optional.empty(), SMALL, false, Optional.empty(), 0))
            .start();
    Await.await("all is hashed", server.weft()::settled);
    client = new BothVersions(server.port());
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @FieldSource("VARIANTS")
  void wholeIsSentWithAllThatDescribesIt(Variant variant) throws IOException {
    Response response = client.get(variant.path(), variant.accept());
    assertEquals(200, response.status());
    assertArrayEquals(variant.bytes(), response.body());
    boolean text = variant.path().endsWith(".js");
    assertEquals(text ? "Accept-Encoding" : null, response.value("vary"));
    assertEquals(
        variant.coding().equals("identity") ? null : variant.coding(),
        response.value("content-encoding"));
    assertEquals(Integer.toString(variant.bytes().length), response.value("content-length"));
    assertEquals("bytes", response.value("accept-ranges"));
    assertEquals(DATE, response.value("last-modified"));
    assertEquals("nosniff", response.value("x-content-type-options"));
  }

  @Test
  void everyVariantHasAStrongTagOfItsOwn() throws IOException {
    TreeSet<String> tags = new TreeSet<>();
    for (Variant variant : VARIANTS) {
      tags.add(tag(variant));
    }
    assertEquals(VARIANTS.size(), tags.size(), tags.toString());
    assertTrue(tags.stream().allMatch(tag -> tag.matches("\"[\\w-]{22}\"")), tags.toString());
  }

  @Test
  void tagIsMadeOfTheBytesAlone(@TempDir Path elsewhere) throws Exception {
    Variant small = VARIANTS.getFirst();
    try (TestServer other = TestServer.in(elsewhere).file("site/other.css", small.bytes()).start();
        BothVersions otherClient = new BothVersions(other.port())) {
      assertEquals(tag(small), otherClient.get("/other.css").value("etag"));
    }
  }

  @ParameterizedTest
  @FieldSource("VARIANTS")
  void clientThatHasItIsToldSoAndNoMore(Variant variant) throws IOException {
    Response whole = client.get(variant.path(), variant.accept());
    for (String method : List.of("GET", "HEAD")) {
      Response response =
          client.ask(
              method,
              variant.path(),
              variant.accept(),
              "If-None-Match: \"other\", " + tag(variant));
      assertEquals(304, response.status());
      assertEquals(0, response.body().length);
      // RFC 9110, section 15.4.5: what a 200 would have had of these, and nothing that describes
      // content.
      Map<String, String> fields = whole.fields();
      fields
          .keySet()
          .removeAll(
              List.of(
                  "accept-ranges",
                  "content-encoding",
                  "content-length",
                  "content-type",
                  "last-modified"));
      assertEquals(fields, response.fields());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "304 | If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT",
        "200 | If-Modified-Since: Fri, 02 Jan 2026 03:04:04 GMT",
        "304 | If-None-Match: *",
        "200 | If-None-Match: \"x\"",
        "412 | If-Match: \"x\"",
        "200 | If-Match: *",
        "412 | If-Unmodified-Since: Fri, 02 Jan 2026 03:04:04 GMT"
      })
  void conditionDecides(int status, String field) throws IOException {
    assertEquals(status, client.get("/small.js", field).status());
    assertEquals(status, client.ask("HEAD", "/large.png", field).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"br, gzip", "gzip, br;q=0.1", "*", "br"})
  void clientGetsTheCodingItLikes(String accepted) throws IOException {
    assertEquals(
        "br", client.get("/large.js", "Accept-Encoding: " + accepted).value("content-encoding"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gzip", "br;q=0", "identity"})
  void clientThatCannotReadACodingGetsTheIdentity(String accepted) throws IOException {
    Response response = client.get("/large.js", "Accept-Encoding: " + accepted);
    assertNull(response.value("content-encoding"));
    assertEquals("Accept-Encoding", response.value("vary"));
  }

  @Test
  void clientThatRefusesAllThereIsGetsNone() throws IOException {
    Response response = client.get("/small.js", "Accept-Encoding: identity;q=0, br;q=0");
    assertEquals(406, response.status());
    assertEquals("Accept-Encoding", response.value("vary"));
  }

  /** A range, and the bytes from {@code first} to {@code last} of that variant. */
  record Case(Variant variant, String range, int first, int last) {}

  static Stream<Case> ranges() {
    return VARIANTS.stream()
        .flatMap(
            variant -> {
              int length = variant.bytes().length;
              return Stream.of(
                  new Case(variant, "bytes=0-0", 0, 0),
                  new Case(variant, "bytes=10-99", 10, 99),
                  new Case(variant, "bytes=1-", 1, length - 1),
                  new Case(variant, "bytes=-7", length - 7, length - 1),
                  new Case(variant, "bytes=0-99999999999999999999", 0, length - 1),
                  new Case(variant, "bytes=" + (length - 1) + "-", length - 1, length - 1));
            });
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void rangeIsThatOfTheVariant(Case each) throws IOException {
    Variant variant = each.variant();
    Response response = client.get(variant.path(), variant.accept(), "Range: " + each.range());
    assertEquals(206, response.status());
    assertArrayEquals(
        Arrays.copyOfRange(variant.bytes(), each.first(), each.last() + 1), response.body());
    assertEquals(
        "bytes " + each.first() + "-" + each.last() + "/" + variant.bytes().length,
        response.value("content-range"));
    assertEquals(tag(variant), response.value("etag"));
    assertEquals(200, client.ask("HEAD", variant.path(), "Range: " + each.range()).status());
  }

  @ParameterizedTest
  @FieldSource("VARIANTS")
  void severalRangesComeInParts(Variant variant) throws IOException {
    int length = variant.bytes().length;
    Response response = client.get(variant.path(), variant.accept(), "Range: bytes=5-9, 0-1, -3");
    assertEquals(206, response.status());
    String type = String.valueOf(response.value("content-type"));
    assertTrue(type.startsWith("multipart/byteranges; boundary="), type);
    assertEquals(Integer.toString(response.body().length), response.value("content-length"));
    assertNull(response.value("content-range"));

    String boundary = type.substring(type.indexOf('=') + 1);
    String partType =
        String.valueOf(client.get(variant.path(), variant.accept()).value("content-type"));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    String line = "--";
    for (int[] range : new int[][] {{5, 9}, {0, 1}, {length - 3, length - 1}}) {
      String preamble =
          "%s%s\r\nContent-Type: %s\r\nContent-Range: bytes %d-%d/%d\r\n\r\n"
              .formatted(line, boundary, partType, range[0], range[1], length);
      expected.writeBytes(preamble.getBytes(StandardCharsets.ISO_8859_1));
      expected.writeBytes(Arrays.copyOfRange(variant.bytes(), range[0], range[1] + 1));
      line = "\r\n--";
    }
    expected.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.ISO_8859_1));
    assertArrayEquals(expected.toByteArray(), response.body());
  }

  @ParameterizedTest
  @FieldSource("VARIANTS")
  void rangeIsSentOnlyOfTheVersionThatIsMeant(Variant variant) throws IOException {
    record IfRange(String value, int status) {}
    String tag = tag(variant);
    for (IfRange each :
        List.of(
            new IfRange(tag, 206),
            new IfRange(DATE, 206),
            new IfRange("W/" + tag, 200),
            new IfRange("\"other\"", 200),
            new IfRange("Fri, 02 Jan 2026 03:04:06 GMT", 200))) {
      Response response =
          client.get(
              variant.path(), variant.accept(), "Range: bytes=3-5", "If-Range: " + each.value());
      assertEquals(each.status(), response.status(), each.toString());
      assertEquals(each.status() == 206 ? 3 : variant.bytes().length, response.body().length);
    }
  }

  @ParameterizedTest
  @FieldSource("VARIANTS")
  void rangeBehindTheEndCannotBeSent(Variant variant) throws IOException {
    int length = variant.bytes().length;
    Response response =
        client.get(variant.path(), variant.accept(), "Range: bytes=" + length + "-");
    assertEquals(416, response.status());
    assertEquals("bytes */" + length, response.value("content-range"));
    assertEquals("416 Range Not Satisfiable\n", response.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lines=0-1",
        "bytes",
        "bytes=",
        "bytes=a-b",
        "bytes=5-4",
        "bytes=-",
        "bytes=0-,-999999",
        "bytes=0-0,1-1,2-2,3-3,4-4,5-5,6-6,7-7,8-8,9-9,10-10,11-11,12-12,13-13,14-14,15-15,16-16"
      })
  void rangeThatIsNoneIsIgnored(String range) throws IOException {
    for (Variant variant : VARIANTS) {
      Response response = client.get(variant.path(), variant.accept(), "Range: " + range);
      assertEquals(200, response.status(), variant.toString());
      assertArrayEquals(variant.bytes(), response.body());
    }
  }

  @Test
  void nothingIsARangeOfAnEmptyFile() throws IOException {
    assertEquals(200, client.get("/empty.txt").status());
    assertEquals("0", client.get("/empty.txt").value("content-length"));
    assertEquals(416, client.get("/empty.txt", "Range: bytes=0-").status());
  }

  private static String tag(Variant variant) throws IOException {
    @Nullable String tag = client.ask("HEAD", variant.path(), variant.accept()).value("etag");
    return String.valueOf(tag);
  }
}
