package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.weft.config.Glob;
import dev.weft.config.SiteSettings.HeaderRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long what is asked for with a query may be kept. */
final class FingerprintTest {
  private static final String FOREVER = "public, max-age=31536000, immutable";

  @TempDir Path folder;
  private SiteFixture fixture;

  @BeforeEach
  void write() throws IOException {
    fixture =
        new SiteFixture(folder)
            .file("app.js", "'one'")
            .file("other.js", "'other'")
            .file("index.html", "<!doctype html>");
  }

  private static String cacheControl(AssetResponse.Decided response) {
    String value = response.head().value("Cache-Control");
    assertNotNull(value, response::toString);
    return value;
  }

  private static String tag(Site site, String path) throws IOException {
    String tag = SiteFixture.get(site, path).head().value("ETag");
    assertNotNull(tag);
    return tag;
  }

  private static String hash(Site site, String path) throws IOException {
    return tag(site, path).substring(1, 12);
  }

  @Test
  void hashOfTheBytesIsKeptForAYearAndAlsoAsNotModified() throws IOException {
    Site site = fixture.site(plain -> plain.withFingerprint(true));
    String url = "/app.js?v=" + hash(site, "/app.js");
    AssetResponse.Decided whole = SiteFixture.get(site, url);
    assertEquals(FOREVER, cacheControl(whole));
    assertEquals("'one'", SiteFixture.body(whole));
    assertEquals(tag(site, "/app.js"), whole.head().value("ETag"));

    AssetResponse.Decided again =
        SiteFixture.get(site, url, "If-None-Match: " + tag(site, "/app.js"));
    assertEquals(304, again.head().status());
    assertEquals(FOREVER, cacheControl(again));

    AssetResponse.Decided part = SiteFixture.get(site, url, "Range: bytes=1-3");
    assertEquals(206, part.head().status());
    assertEquals(FOREVER, cacheControl(part));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?v=",
        "?v=AAAAAAAAAAA",
        "?x=HASH",
        "?v=HASH&x",
        "?v=HASHx",
        "?V=HASH",
        "?v=OTHER"
      })
  void everyOtherQueryGetsTheBytesOfNowAndIsAskedAboutEveryTime(String query) throws IOException {
    Site site = fixture.site(plain -> plain.withFingerprint(true));
    String url =
        "/app.js"
            + query
                .replace("HASH", hash(site, "/app.js"))
                .replace("OTHER", hash(site, "/other.js"));
    AssetResponse.Decided whole = SiteFixture.get(site, url);
    assertEquals("no-cache", cacheControl(whole));
    assertEquals("'one'", SiteFixture.body(whole));
    AssetResponse.Decided again =
        SiteFixture.get(site, url, "If-None-Match: " + tag(site, "/app.js"));
    assertEquals(304, again.head().status());
    assertEquals("no-cache", cacheControl(again));
  }

  @Test
  void ruleOfTheSiteWins() throws IOException {
    List<HeaderRule> rules = List.of(HeaderRule.cacheControl(Glob.parse("app.js"), "max-age=60"));
    Site site = fixture.site(plain -> plain.withFingerprint(true).withRules(rules));
    assertEquals(
        "max-age=60", cacheControl(SiteFixture.get(site, "/app.js?v=" + hash(site, "/app.js"))));
    assertEquals(
        FOREVER, cacheControl(SiteFixture.get(site, "/other.js?v=" + hash(site, "/other.js"))));
  }

  @Test
  void documentIsAskedAboutWhateverItsQuery() throws IOException {
    Site site = fixture.site(plain -> plain.withFingerprint(true).withSpa("app.js"));
    assertEquals("no-cache", cacheControl(SiteFixture.get(site, "/?v=" + hash(site, "/"))));
    assertEquals(
        "no-cache",
        cacheControl(
            SiteFixture.get(site, "/a/route?v=" + hash(site, "/app.js"), "Accept: text/html")),
        "of another path");
  }

  @Test
  void withoutTheSettingAQueryMeansNothing() throws IOException {
    Site site = fixture.site();
    assertEquals(
        "no-cache", cacheControl(SiteFixture.get(site, "/app.js?v=" + hash(site, "/app.js"))));
  }
}
