package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pattern stands for the versions of one asset. */
final class MatchPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/js/app.js                | /js/app.js",
        "/js/app-3f9a1c7e.js       | /js/app-*.js",
        "/js/app.3f9a1c7e.min.js   | /js/app.3f9a1c7e.min.js",
        "/js/app-3f9a1c7e.js.map   | /js/app-*.js.map",
        "/js-3f9a1c7e/app.js       | /js-3f9a1c7e/app.js",
        "/a b.js                   | /a%20b.js",
        "/ä%.js                    | /%C3%A4%25.js",
        "/a?b#c.js                 | /a%3Fb%23c.js",
        "/a+b*c.js                 | /a\\+b\\*c.js",
        "/(a):{b}.js               | /\\(a\\)\\:%7Bb%7D.js",
        "/\"a\"\\b.js              | /%22a%22%5Cb.js",
        "/@x/~y/!$&',;=.js         | /@x/~y/!$&',;=.js",
      })
  void patternOfAPath(String path, String pattern) {
    assertEquals(pattern, MatchPattern.of(path));
  }
}
