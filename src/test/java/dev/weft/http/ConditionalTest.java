package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Preconditions (RFC 9110, section 13). In the tables T stands for the tag of the file, D for its
 * date, "before" and "after" for an hour earlier and later.
 */
class ConditionalTest {
  private static final String DATE = "Mon, 06 May 2024 07:08:09 GMT";
  private static final String BEFORE = "Mon, 06 May 2024 06:08:09 GMT";
  private static final String AFTER = "Mon, 06 May 2024 08:08:09 GMT";

  @TempDir private Path folder;
  private SiteFixture files = new SiteFixture(Path.of(""));
  private Site site =
      new Site(
          dev.weft.config.SiteSettings.of(Path.of("/")),
          () -> dev.weft.asset.Catalogue.EMPTY,
          java.util.List.of());
  private String tag = "";

  @BeforeEach
  void aFile() throws Exception {
    files = new SiteFixture(folder).file("a.txt", "0123456789");
    site = files.site();
    tag = Objects.requireNonNull(SiteFixture.get(site, "/a.txt").head().value("ETag"));
  }

  @AfterEach
  void close() {
    files.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 |",
        // If-None-Match: weak comparison
        "304 | If-None-Match: T",
        "304 | If-None-Match: W/T",
        "304 | If-None-Match: *",
        "304 | If-None-Match: \"x\", T",
        "304 | If-None-Match: \"x\",T,\"y\"",
        "304 | If-None-Match: W/\"x\", W/T",
        "304 | If-None-Match: \"a,b\", T",
        "200 | If-None-Match: \"x\"",
        "200 | If-None-Match: T2",
        "200 | If-None-Match: x",
        "200 | If-None-Match: \"\"",
        "200 | If-None-Match: \"",
        "200 | If-None-Match: \"*\"",
        // If-Modified-Since
        "304 | If-Modified-Since: D",
        "304 | If-Modified-Since: after",
        "200 | If-Modified-Since: before",
        "200 | If-Modified-Since: yesterday",
        "200 | If-Modified-Since: 0",
        "304 | If-Modified-Since: Monday, 06-May-24 07:08:09 GMT",
        "304 | If-Modified-Since: Mon May  6 07:08:09 2024",
        // If-None-Match alone decides where both are given
        "200 | If-None-Match: \"x\" && If-Modified-Since: after",
        "304 | If-None-Match: T && If-Modified-Since: before",
        // If-Match: strong comparison
        "200 | If-Match: T",
        "200 | If-Match: *",
        "200 | If-Match: \"x\", T",
        "412 | If-Match: W/T",
        "412 | If-Match: \"x\"",
        "412 | If-Match: T2",
        "412 | If-Match: x",
        // If-Unmodified-Since
        "200 | If-Unmodified-Since: D",
        "200 | If-Unmodified-Since: after",
        "412 | If-Unmodified-Since: before",
        "200 | If-Unmodified-Since: yesterday",
        // If-Match alone decides where both are given
        "200 | If-Match: T && If-Unmodified-Since: before",
        "412 | If-Match: \"x\" && If-Unmodified-Since: after",
        // the first two before the second two
        "412 | If-Match: \"x\" && If-None-Match: T",
        "304 | If-Match: T && If-None-Match: T",
        "412 | If-Unmodified-Since: before && If-None-Match: T",
        "304 | If-Unmodified-Since: D && If-Modified-Since: D",
        "412 | If-Unmodified-Since: before && If-Modified-Since: D",
        // Range and If-Range last
        "206 | Range: bytes=0-1",
        "304 | Range: bytes=0-1 && If-None-Match: T",
        "412 | Range: bytes=0-1 && If-Match: \"x\"",
        "206 | Range: bytes=0-1 && If-Match: T",
        "206 | Range: bytes=0-1 && If-None-Match: \"x\"",
        "206 | Range: bytes=0-1 && If-Range: T",
        "200 | Range: bytes=0-1 && If-Range: W/T",
        "200 | Range: bytes=0-1 && If-Range: \"x\"",
        "206 | Range: bytes=0-1 && If-Range: D",
        "200 | Range: bytes=0-1 && If-Range: before",
        "200 | Range: bytes=0-1 && If-Range: after",
        "200 | Range: bytes=0-1 && If-Range: x",
        "200 | If-Range: T",
        "200 | Range: bytes=90- && If-Range: \"x\"",
        "416 | Range: bytes=90- && If-Range: T",
      })
  void inTheOrderOfTheRfc(int status, @Nullable String lines) throws Exception {
    assertEquals(status, respond("GET", lines).head().status());
    if (status != 206 && status != 416) {
      assertEquals(status, respond("HEAD", lines).head().status(), "HEAD");
    }
  }

  @Test
  void a304RepeatsWhatTheWholeWouldHaveSaid() throws Exception {
    AssetResponse.Decided whole = SiteFixture.get(site, "/a.txt");
    AssetResponse.Decided unchanged = SiteFixture.get(site, "/a.txt", "If-None-Match: " + tag);
    for (String name : new String[] {"ETag", "Vary", "Cache-Control"}) {
      assertNotNull(whole.head().value(name), name);
      assertEquals(whole.head().value(name), unchanged.head().value(name), name);
    }
    assertNull(unchanged.head().value("Content-Length"));
    assertNull(unchanged.head().value("Content-Type"));
  }

  @Test
  void rangesAreForGetAlone() throws Exception {
    assertEquals(200, respond("HEAD", "Range: bytes=0-1").head().status());
  }

  private AssetResponse.Decided respond(String method, @Nullable String lines) throws Exception {
    String[] filled =
        lines == null
            ? new String[0]
            : Arrays.stream(lines.split(" && ", -1)).map(this::filled).toArray(String[]::new);
    return SiteFixture.respond(site, SiteFixture.request(method, "/a.txt", filled));
  }

  private String filled(String line) {
    int colon = line.indexOf(": ") + 2;
    String value =
        switch (line.substring(colon)) {
          case "D" -> DATE;
          case "before" -> BEFORE;
          case "after" -> AFTER;
          case String other ->
              other
                  .replaceAll("\\bT2\\b", tag.replace("\"", "").substring(1))
                  .replaceAll("\\bT\\b", tag);
        };
    return line.substring(0, colon) + value;
  }
}
