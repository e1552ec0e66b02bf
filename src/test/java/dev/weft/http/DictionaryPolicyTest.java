package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.config.DictionarySettings;
import dev.weft.config.Glob;
import dev.weft.config.SiteSettings.HeaderRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which responses are offered as dictionaries, and what they say of it. */
final class DictionaryPolicyTest {
  private static final String OFFER = "Use-As-Dictionary";
  private static final String BOTH = "Accept-Encoding, Available-Dictionary";

  @TempDir Path folder;
  private SiteFixture files;

  @BeforeEach
  void write() throws IOException {
    files =
        new SiteFixture(folder)
            .file("index.html", "<p>")
            .file("app.js", "1")
            .file("a+b c.css", "p {}")
            .file("app-3f9a1c7e.js", "1")
            .file("cat.png", "png")
            .file("words.txt", "words")
            .file("404.html", "none");
  }

  @AfterEach
  void close() {
    files.close();
  }

  private Site site(DictionarySettings dictionaries, HeaderRule... rules) throws IOException {
    return files.site(
        settings -> settings.withDictionaries(dictionaries).withRules(List.of(rules)));
  }

  private static HeaderRule kept(String directives) {
    return HeaderRule.cacheControl(Glob.parse("**"), directives);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/app.js          | match=\"/app.js\"",
        "/app.js?v=1      | match=\"/app.js\"",
        "/a+b%20c.css     | match=\"/a\\\\+b%20c.css\"",
        "/app-3f9a1c7e.js | match=\"/app-*.js\"",
        "/cat.png         | -",
        "/                | -",
        "/none            | -"
      })
  void textsThatMayBeKeptAreOffered(String target, String offer) throws IOException {
    Site site = site(DictionarySettings.ofPrevious(), kept("max-age=60"));
    assertEquals(offer, SiteFixture.get(site, target).head().value(OFFER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-cache                              | false",
        "no-cache, max-age=60                  | false",
        "no-store                              | false",
        "max-age=0                             | false",
        "max-age=0, must-revalidate            | false",
        "public                                | false",
        "MAX-AGE=060                           | true",
        "max-age=0, stale-while-revalidate=600 | true",
        "public, max-age=31536000, immutable   | true"
      })
  void whatIsNeverFreshIsOfNoUse(String control, boolean offered) throws IOException {
    Site site = site(DictionarySettings.ofPrevious(), kept(control));
    assertEquals(offered, SiteFixture.get(site, "/app.js").head().value(OFFER) != null);
  }

  @Test
  void hashInANameIsReasonEnoughToBeKept() throws IOException {
    Site site = site(DictionarySettings.ofPrevious());
    assertEquals(
        "match=\"/app-*.js\"", SiteFixture.get(site, "/app-3f9a1c7e.js").head().value(OFFER));
    assertNull(SiteFixture.get(site, "/app.js").head().value(OFFER));
  }

  @Test
  void partsAndConfirmationsAreNotOffered() throws IOException {
    Site site = site(DictionarySettings.ofPrevious(), kept("max-age=60"));
    AssetResponse.Decided part = SiteFixture.get(site, "/app.js", "Range: bytes=0-0");
    assertEquals(206, part.head().status());
    assertNull(part.head().value(OFFER));
    AssetResponse.Decided same = SiteFixture.get(site, "/app.js", "If-None-Match: *");
    assertEquals(304, same.head().status());
    assertNull(same.head().value(OFFER));
    assertEquals(BOTH, same.head().value("Vary"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {"/ | " + BOTH, "/app.js | " + BOTH, "/words.txt | " + BOTH, "/cat.png | -"})
  void everyTextVaries(String target, String vary) throws IOException {
    Site site = site(DictionarySettings.ofFile("words.txt"));
    assertEquals(vary, SiteFixture.get(site, target).head().value("Vary"));
    String plain = vary == null ? null : "Accept-Encoding";
    assertEquals(plain, SiteFixture.get(files.site(), target).head().value("Vary"));
  }

  @Test
  void refusalVariesAsWhatIsRefused() throws IOException {
    Site site = site(DictionarySettings.ofPrevious());
    String none = "Accept-Encoding: *;q=0";
    assertEquals(406, SiteFixture.get(site, "/app.js", none).head().status());
    assertEquals(BOTH, SiteFixture.get(site, "/app.js", none).head().value("Vary"));
    assertEquals("Accept-Encoding", SiteFixture.get(site, "/cat.png", none).head().value("Vary"));
  }

  @Test
  void siteDictionaryIsNamedByPagesAndSaysWhatItIsFor() throws IOException {
    Site site = site(new DictionarySettings(false, Optional.of("words.txt"), "/app*", 1 << 20));
    Head page = SiteFixture.get(site, "/").head();
    assertEquals("</words.txt>; rel=\"compression-dictionary\"", page.value("Link"));
    assertNull(page.value(OFFER));
    Head dictionary = SiteFixture.get(site, "/words.txt").head();
    assertEquals("match=\"/app*\"", dictionary.value(OFFER));
    assertEquals("public, max-age=2592000", dictionary.value("Cache-Control"));
    assertNull(SiteFixture.get(site, "/app-3f9a1c7e.js").head().value(OFFER));
    assertNull(SiteFixture.get(site, "/app.js").head().value("Link"));
  }

  @Test
  void moduleThatIsTheDictionaryIsNotKeptForIt() throws IOException {
    Site site = site(DictionarySettings.ofFile("app.js"));
    assertEquals("no-cache", SiteFixture.get(site, "/app.js").head().value("Cache-Control"));
    assertNull(SiteFixture.get(site, "/app.js").head().value(OFFER));
    Site kept = site(DictionarySettings.ofFile("app.js"), kept("max-age=60"));
    assertEquals("match=\"/*\"", SiteFixture.get(kept, "/app.js").head().value(OFFER));
  }

  @Test
  void linkOfTheSiteStays() throws IOException {
    HeaderRule link = new HeaderRule(Glob.parse("*.html"), Map.of("Link", "</a>; rel=x"));
    Site site = site(DictionarySettings.ofFile("words.txt"), link);
    assertEquals(
        "</a>; rel=x, </words.txt>; rel=\"compression-dictionary\"",
        SiteFixture.get(site, "/").head().value("Link"));
  }

  @Test
  void singlePageVariesByAllThatItIsChosenBy() throws IOException {
    Site site =
        files.site(
            settings ->
                settings
                    .withSpa("index.html")
                    .withDictionaries(DictionarySettings.ofFile("words.txt")));
    assertEquals(
        BOTH + ", Accept, Sec-Fetch-Mode",
        SiteFixture.get(site, "/deep/link", "Sec-Fetch-Mode: navigate").head().value("Vary"));
  }
}
