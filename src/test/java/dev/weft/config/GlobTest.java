package dev.weft.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class GlobTest {
  record Case(String glob, List<String> matches, List<String> others) {}

  static final List<Case> CASES =
      List.of(
          new Case(
              "*.html", List.of("/a.html", "/b/c.html", "/.html"), List.of("/a.htm", "/a.html/b")),
          new Case("*", List.of("/", "/a", "/b/c"), List.of()),
          new Case(
              "app.js",
              List.of("/app.js", "/x/app.js"),
              List.of("/xapp.js", "/app.jsx", "/app/js")),
          new Case("app.?s", List.of("/app.js", "/app.\u00e9s"), List.of("/app.s", "/app.jjs")),
          new Case("/a/?", List.of("/a/b"), List.of("/a/", "/a//", "/a/bb")),
          new Case(
              "/assets/*",
              List.of("/assets/", "/assets/a"),
              List.of("/assets", "/assets/a/b", "/x/assets/a")),
          new Case(
              "/assets/**",
              List.of("/assets/", "/assets/a", "/assets/a/b"),
              List.of("/assets", "/xassets/a")),
          new Case("assets/**", List.of("/assets/a", "/assets/a/b"), List.of("/x/assets/a")),
          new Case(
              "**/x.js", List.of("/x.js", "/a/x.js", "/a/b/x.js"), List.of("/ax.js", "/x.js/a")),
          new Case(
              "/a/**/b/*.css",
              List.of("/a/b/c.css", "/a/x/y/b/c.css"),
              List.of("/a/bb/c.css", "/ab/c.css", "/a/b/x/c.css")),
          new Case("/a/**b", List.of("/a/b", "/a/x/yb"), List.of("/ab")),
          new Case("**", List.of("/", "/a", "/a/b.c"), List.of()),
          new Case("/**", List.of("/", "/a", "/a/b.c"), List.of()),
          new Case("*.{js,mjs,}", List.of("/a.js", "/a.mjs", "/a."), List.of("/a.m", "/a.jsmjs")),
          new Case("{a,b}{c,d}", List.of("/ac", "/bd", "/x/ad"), List.of("/a", "/ab", "/acd")),
          new Case(
              "/{img,pic/**}/*.png",
              List.of("/img/a.png", "/pic/x/a.png", "/pic/x/y/a.png"),
              List.of("/img/x/a.png", "/pic.png")),
          new Case("{/a,/b}/*", List.of("/a/x", "/b/x"), List.of("/c/x")),
          new Case("{a,b}/c", List.of("/a/c", "/b/c"), List.of("/x/a/c")),
          new Case("\\[id\\].js", List.of("/x/[id].js"), List.of("/i.js")),
          new Case("a\\*\\{\\,", List.of("/a*{,"), List.of("/ab{,")),
          new Case("A.js", List.of("/A.js"), List.of("/a.js")),
          new Case("a.js", List.of("/a.js"), List.of("/axjs")));

  @ParameterizedTest
  @FieldSource("CASES")
  void patternStandsForTheseAndNoOthers(Case c) {
    var glob = Glob.parse(c.glob());
    for (var path : c.matches()) {
      assertTrue(glob.matches(path), path);
    }
    for (var path : c.others()) {
      assertFalse(glob.matches(path), path);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'' ; a pattern such as *.html or /assets/**",
        "a{b ; a } that closes the {",
        "a{b,{c} ; no brace within braces",
        "a}b ; a { before the }",
        "[a-z] ; \\[ for the character, {a,b} for a choice",
        "a\\ ; a character behind the backslash",
      })
  void malformedPatternIsNamed(String pattern, String expected) {
    var e = assertThrows(IllegalArgumentException.class, () -> Glob.parse(pattern));
    assertEquals("glob: " + pattern + " (expected: " + expected + ")", e.getMessage());
  }

  @Test
  void controlCharactersAreRejectedAndNotRepeated() {
    var e = assertThrows(IllegalArgumentException.class, () -> Glob.parse("a\nb"));
    assertEquals("glob: a?b (expected: no control characters)", e.getMessage());
  }

  @Test
  void patternHasALongestLength() {
    assertTrue(Glob.parse("a".repeat(1024)).matches("/" + "a".repeat(1024)));
    assertThrows(IllegalArgumentException.class, () -> Glob.parse("a".repeat(1025)));
  }

  /** Backtracking would take longer than the universe has. */
  @Test
  void manyStarsTakeNoMoreThanTheirNumberTimesTheLength() {
    assertFalse(Glob.parse("/" + "**a".repeat(60)).matches("/" + "a".repeat(8000) + "b"));
    assertFalse(Glob.parse("{a,aa}".repeat(100)).matches("/" + "a".repeat(8000) + "b"));
  }

  @Test
  void agreesWithARegularExpressionOnRandomPatterns() {
    var seed = 20261123L;
    var random = new Random(seed);
    String[] parts = {"a", "b", "/", "*", "**", "?", "{a,b/}", "{,ab}", "/**/"};
    for (int round = 0; round < 3000; round++) {
      var text = new StringBuilder("/");
      for (int i = random.nextInt(6); i > 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      var model = Pattern.compile(expression(text.toString()));
      var glob = Glob.parse(text.toString());
      for (int i = 0; i < 20; i++) {
        var path = new StringBuilder("/");
        for (int j = random.nextInt(8); j > 0; j--) {
          path.append("ab/".charAt(random.nextInt(3)));
        }
        assertEquals(
            model.matcher(path).matches(),
            glob.matches(path.toString()),
            () -> text + " on " + path + ", seed " + seed);
      }
    }
  }

  private static String expression(String glob) {
    return glob.replaceAll("\\*{3,}", "**")
        .replaceAll("(?<=/)\\*\\*/", "(.\0/)?")
        .replace("**", ".\0")
        .replace("*", "[^/]*")
        .replace("?", "[^/]")
        .replace(")[^/]", ")?")
        .replace("{", "(")
        .replace("}", ")")
        .replace(",", "|")
        .replace("\0", "*");
  }
}
