package dev.weft.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.graph.ImportMap.Resolution;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resolution as the import-map tests of web-platform-tests have it. */
final class ImportMapTest {
  private static final Url DOCUMENT = url("https://example.com/app/index.html");

  private static Url url(String text) {
    return Objects.requireNonNull(Url.parse(text, null), text);
  }

  private static void assertResolves(
      String map, String from, String specifier, @Nullable String expected) {
    var resolution = ImportMap.parse(map, DOCUMENT).resolve(specifier, url(from));
    assertEquals(expected, text(resolution), specifier + " in " + from);
  }

  private static @Nullable String text(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Resolved(Url url) -> url.toString();
      case Resolution.Failed _ -> null;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "./foo, https://example.com/js/foo",
    "./foo/../bar, https://example.com/js/bar",
    "./foo/../../bar, https://example.com/bar",
    "../../../foo/bar, https://example.com/foo/bar",
    "/../foo/../bar, https://example.com/bar",
    "./a b\u00e9?x y, https://example.com/js/a%20b%C3%A9?x%20y",
    "./%2e%2E/foo, https://example.com/foo",
    "./foo\\bar, https://example.com/js/foo/bar",
    "https://other.example, https://other.example/",
    "https:other.example, https://other.example/",
    "https://///other.example///, https://other.example///",
    "HTTPS://Other.Example:443/A, https://other.example/A",
    "http://other.example:8080/a?b#c, http://other.example:8080/a?b#c",
    "'data:text/javascript,x', 'data:text/javascript,x'",
    "about:blank, about:blank",
    "bare,",
    "\\bare,",
    ":bare,",
    "@scope/bare,",
    "%2E/bare,",
    ".%2Fbare,",
    "https://invalid-url.com:demo,",
    "https://invalid-url.com:65536,",
    "http://[invalid-url.com]/,",
    "'',",
  })
  void withoutAMapOnlyUrlsAreSpecifiers(String specifier, @Nullable String expected) {
    assertResolves("{}", "https://example.com/js/app.mjs", specifier, expected);
  }

  private static final String PACKAGES =
      """
      { "imports": {
          "moment": "/node_modules/moment/src/moment.js",
          "moment/": "/node_modules/moment/src/",
          "dot": "./node_modules/lodash-es/lodash.js",
          "dot/": "./node_modules/lodash-es/",
          "dotdot/": "../node_modules/lodash-es/",
          "mapped/": "https://example.com/",
          "mapped/path/": "https://github.com/WICG/import-maps/issues/207/",
          "mapped/fox/": "https://example.com/\u304d\u3064\u306d/",
          "data/": "data:text/javascript,foo/",
          "package/withslash": "/with-slash.mjs",
          "only-slash/": "/only-slash/",
          ".": "/lib/dot.mjs", "..": "/lib/dotdot.mjs", "..\\\\": "/lib/backslash.mjs",
          "%2E": "/lib/percent.mjs",
          "null": null, "null/": null, "null/not/": "/not/",
          "number": 1, "object": {}, "bare": "bare", "no-slash/": "/no-slash", "": "/empty"
      } }
      """;

  @ParameterizedTest
  @CsvSource({
    "moment, https://example.com/node_modules/moment/src/moment.js",
    "moment/, https://example.com/node_modules/moment/src/",
    "moment/foo, https://example.com/node_modules/moment/src/foo",
    "dot, https://example.com/app/node_modules/lodash-es/lodash.js",
    "dot/foo, https://example.com/app/node_modules/lodash-es/foo",
    "dotdot/foo, https://example.com/node_modules/lodash-es/foo",
    "underscore/foo,",
    "mapped/path, https://example.com/path",
    "mapped/path/, https://github.com/WICG/import-maps/issues/207/",
    "mapped/path/..,",
    "mapped/path/../path/,",
    "mapped/path/../207,",
    "mapped/path/../207/, https://github.com/WICG/import-maps/issues/207/",
    "mapped/path//,",
    "mapped/path//WICG/import-maps/issues/207/, https://github.com/WICG/import-maps/issues/207/",
    "mapped/path/../../backtrack,",
    "moment/../backtrack,",
    "mapped/fox/../%E3%81%8D%E3%81%A4%E3%81%AD/, https://example.com/%E3%81%8D%E3%81%A4%E3%81%AD/",
    "data/bar,",
    "package/withslash, https://example.com/with-slash.mjs",
    "package/withslash/foo,",
    "only-slash,",
    "., https://example.com/lib/dot.mjs",
    ".., https://example.com/lib/dotdot.mjs",
    "..\\, https://example.com/lib/backslash.mjs",
    "%2E, https://example.com/lib/percent.mjs",
    "null,",
    "null/foo,",
    "null/not/foo, https://example.com/not/foo",
    "number,",
    "object,",
    "bare,",
    "no-slash/foo,",
  })
  void bareSpecifiersAreKeysAndWhatBeginsWithThem(String specifier, @Nullable String expected) {
    assertResolves(PACKAGES, "https://example.com/js/app.mjs", specifier, expected);
  }

  private static final String URLS =
      """
      { "imports": {
          "/lib/foo.mjs": "./more/bar.mjs",
          "./dotrelative/foo.mjs": "/lib/dot.mjs",
          "../dotdotrelative/foo.mjs": "/lib/dotdot.mjs",
          "/": "/lib/slash-only/",
          "./": "/lib/dotslash-only/",
          "/test/": "/lib/url-trailing-slash/",
          "./test/": "/lib/url-trailing-slash-dot/",
          "/test": "/lib/test1.mjs",
          "../test": "/lib/test2.mjs"
      } }
      """;

  @ParameterizedTest
  @CsvSource({
    "https://example.com/lib/foo.mjs, app/more/bar.mjs",
    "https://///example.com/lib/foo.mjs, app/more/bar.mjs",
    "/lib/foo.mjs, app/more/bar.mjs",
    "https://example.com/app/dotrelative/foo.mjs, lib/dot.mjs",
    "../app/dotrelative/foo.mjs, lib/dot.mjs",
    "../dotdotrelative/foo.mjs, lib/dotdot.mjs",
    "https://example.com/, lib/slash-only/",
    "../, lib/slash-only/",
    "/app/, lib/dotslash-only/",
    "/test/foo.mjs, lib/url-trailing-slash/foo.mjs",
    "https://example.com/app/test/foo.mjs, lib/url-trailing-slash-dot/foo.mjs",
    "/test, lib/test2.mjs",
    "/elsewhere.mjs, lib/slash-only/elsewhere.mjs",
  })
  void urlsAreMappedByWhereTheyLead(String specifier, String expected) {
    assertResolves(
        URLS, "https://example.com/js/app.mjs", specifier, "https://example.com/" + expected);
  }

  private static final String SCOPES =
      """
      { "imports": { "a": "/a-1.mjs", "b": "/b-1.mjs", "c": "/c-1.mjs", "moment/": "/moment/" },
        "scopes": {
          "/scope2/": { "a": "/a-2.mjs", "d": "/d-2.mjs" },
          "/scope2/scope3/": { "b": "/b-3.mjs", "d": "/d-3.mjs" },
          "": { "a": "/a-empty.mjs" },
          "./": { "b": "/b-dot.mjs" },
          "/js": { "moment": "/exact/moment" },
          "/": { "moment": "/moment_2.js" },
          "https://:wrong": { "a": "/never.mjs" }
      } }
      """;

  @ParameterizedTest
  @CsvSource({
    "scope1/foo.mjs, a, a-1.mjs",
    "scope1/foo.mjs, d,",
    "scope2/foo.mjs, a, a-2.mjs",
    "scope2/foo.mjs, b, b-1.mjs",
    "scope2/foo.mjs, d, d-2.mjs",
    "scope2/scope3/foo.mjs, a, a-2.mjs",
    "scope2/scope3/foo.mjs, b, b-3.mjs",
    "scope2/scope3/foo.mjs, c, c-1.mjs",
    "scope2/scope3/foo.mjs, d, d-3.mjs",
    "scope2/, a, a-2.mjs",
    "scope2, a, a-1.mjs",
    "app/index.html, a, a-empty.mjs",
    "app/index.html, b, b-dot.mjs",
    "app/foo.mjs, a, a-1.mjs",
    "app/foo.mjs, b, b-dot.mjs",
    "js, moment, exact/moment",
    "js/app.mjs, moment, moment_2.js",
    "jsiscool, moment, moment_2.js",
    "js/app.mjs, moment/foo, moment/foo",
  })
  void scopesComeFirstTheNearestBeforeTheOthers(
      String from, String specifier, @Nullable String expected) {
    assertResolves(
        SCOPES,
        "https://example.com/" + from,
        specifier,
        expected == null ? null : "https://example.com/" + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "{",
        "null",
        "[]",
        "1",
        "{ \"imports\": [] }",
        "{ \"imports\": null }",
        "{ \"scopes\": 1 }",
        "{ \"scopes\": { \"/a/\": \"b\" } }",
        "{ \"scopes\": { \"https://:wrong\": null } }",
        "{ \"integrity\": [] }",
        "{ 'imports': {} }",
        "{ \"imports\": {}, }",
        "{ \"imports\": {} } x",
        "{ \"imports\": { \"a\": \"\\x\" } }",
      })
  void mapThatABrowserRefusesIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ImportMap.parse(text, DOCUMENT));
  }

  @Test
  void deepTextIsRefusedAndNotRecursedInto() {
    String deep = "[".repeat(1_000_000);
    assertThrows(IllegalArgumentException.class, () -> ImportMap.parse(deep, DOCUMENT));
  }

  @Test
  void integrityIsKeptByUrl() {
    var map =
        ImportMap.parse("{ \"integrity\": { \"./a.js\": \"sha256-x\", \"b\": \"y\" } }", DOCUMENT);
    assertEquals(java.util.Map.of("https://example.com/app/a.js", "sha256-x"), map.integrity());
  }

  @Test
  void laterMapOfADocumentAddsAndReplacesNothing() {
    var first =
        ImportMap.parse(
            "{ \"imports\": { \"a\": \"/1\" }, \"scopes\": { \"/s/\": { \"a\": \"/2\" } } }",
            DOCUMENT);
    var later =
        ImportMap.parse(
            "{ \"imports\": { \"a\": \"/3\", \"b\": \"/4\" }, \"scopes\": { \"/s/\": { \"a\":"
                + " \"/5\", \"b\": \"/6\" } } }",
            DOCUMENT);
    var both = first.and(later);
    assertEquals("https://example.com/1", text(both.resolve("a", DOCUMENT)));
    assertEquals("https://example.com/4", text(both.resolve("b", DOCUMENT)));
    var scoped = url("https://example.com/s/x.js");
    assertEquals("https://example.com/2", text(both.resolve("a", scoped)));
    assertEquals("https://example.com/6", text(both.resolve("b", scoped)));
  }

  /** A search for the keys that match finds what a walk over all keys finds. */
  @RepeatedTest(50)
  void longestKeyIsFoundAsTheStandardSays(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    var random = new Random(seed);
    var imports = new TreeMap<String, Optional<String>>(Comparator.reverseOrder());
    for (int i = 0; i < 12; i++) {
      String key = word(random);
      String address = "https://example.com/" + i + (key.endsWith("/") ? "/" : "");
      imports.put(key, random.nextInt(6) == 0 ? Optional.empty() : Optional.of(address));
    }
    var map = new ImportMap(imports, new TreeMap<>(Comparator.reverseOrder()), java.util.Map.of());
    for (int i = 0; i < 200; i++) {
      String specifier = word(random);
      String expected = null;
      for (var rule : imports.entrySet()) {
        String key = rule.getKey();
        if (specifier.equals(key) || (key.endsWith("/") && specifier.startsWith(key))) {
          String rest = specifier.substring(key.length());
          expected =
              rule.getValue()
                  .map(address -> Url.parse(rest, url(address)))
                  .map(Url::toString)
                  .filter(address -> address.startsWith(rule.getValue().orElseThrow()))
                  .orElse(null);
          break;
        }
      }
      assertEquals(expected, text(map.resolve(specifier, DOCUMENT)), "seed " + seed + specifier);
    }
  }

  private static String word(Random random) {
    var word = new StringBuilder("a");
    for (int i = random.nextInt(5); i > 0; i--) {
      word.append("ab//.".charAt(random.nextInt(5)));
    }
    return word.toString();
  }
}
