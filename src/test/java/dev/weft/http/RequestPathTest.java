package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
  @ParameterizedTest
  @CsvSource({
    "/, /, true",
    "/a, /a, false",
    "/a/, /a, true",
    "/a/b.js, /a/b.js, false",
    "/a%20b.txt, /a b.txt, false",
    "/%C3%A9.txt, /é.txt, false",
    "/e%CC%81.txt, /e\u0301.txt, false",
    "/%3b, /;, false",
    "/%25, /%, false",
    "/%252e%252e/x, /%2e%2e/x, false",
    "/..., /..., false",
    "/.hidden, /.hidden, false",
    "/a..b/.../c, /a..b/.../c, false",
    "/@scope/pkg+x/file~1, /@scope/pkg+x/file~1, false",
    "/%, , false",
  })
  void oneCanonicalForm(String raw, String decoded, boolean slash) {
    RequestPath path = RequestPath.parse(raw);
    if (decoded == null) {
      assertNull(path);
    } else {
      assertEquals(new RequestPath(decoded, slash), path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "?",
        "//",
        "//a",
        "/a//",
        "/a//b",
        "/.",
        "/..",
        "/./a",
        "/../a",
        "/a/..",
        "/a/.",
        "/%2e",
        "/%2E%2e/a",
        "/.%2e/a",
        "/%2e./a",
        "/a/%2e",
        "/a%2fb",
        "/a%2Fb",
        "/%2f",
        "/a\\b",
        "/a%5cb",
        "/a%5Cb",
        "/a;b",
        "/a;x=1/b",
        "/;",
        "/a%00",
        "/a%0a",
        "/a%0d%0aX:1",
        "/%09",
        "/%7f",
        "/%",
        "/%2",
        "/%zz",
        "/%u002e",
        "/%c0%ae",
        "/%c1%1c",
        "/%e0%80%ae",
        "/%f0%80%80%ae",
        "/%E9.txt",
        "/%ff",
        "/a b",
        "/a\tb",
        "/a\u0000",
        "/é",
        "/a#b",
        "/a?b",
        "/a[b]",
        "/a|b",
        "/a\"b",
        "/a<b>",
        "/a^b",
        "/a`b",
        "/a{b}",
      })
  void whatCouldBeReadInTwoWaysIsNoPath(String raw) {
    assertNull(RequestPath.parse(raw));
  }

  @Test
  void aPathHasABound() {
    assertNull(RequestPath.parse("/" + "a".repeat(4096)));
    String longest = "/" + "a".repeat(4095);
    assertEquals(new RequestPath(longest, false), RequestPath.parse(longest));
  }
}
