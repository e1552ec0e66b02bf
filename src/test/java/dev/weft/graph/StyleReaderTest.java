package dev.weft.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StyleReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "@import 'a.css'; @import \"b.css\"; @import url(c.css);       | @a.css @b.css @c.css",
        "@IMPORT URL( 'a.css' ) layer(x) supports(display: grid) print | @a.css",
        "@charset 'utf-8'; @layer a, b; @import 'a.css';                | @a.css",
        "b { } @import 'a.css';                                         | ~~",
        "@media print { @import 'a.css'; }                              | ~~",
        "/* @import 'x.css'; */ @import/**/'a.css'/* ; */;               | @a.css",
        "@import 'a.css' screen; b { background: url(b.png) }           | @a.css b.png",
        "@namespace url(http://www.w3.org/1999/xhtml); b { c: url(d) }  | d",
        "@font-face { src: local('x'), url(a.woff2) format('woff2'), url('b.woff') } | F:a.woff2"
            + " F:b.woff",
        "@font-face { font-family: x } b { c: url(d.png) }              | d.png",
        "@media x { @font-face { src: url(a) } b { c: url(d) } }        | F:a d",
        "b { c: url(  d.png  ) , url(\"e f.png\") }                      | d.png e f.png",
        "b { content: 'url(x.png)' ; c: \"it's\" ; d: url(y) }          | y",
        "b { c: curl(x) ; d: url-prefix(x) ; e: ur\\l(y) ; f: url(z) }  | z",
        "b { c: url(d\\).png) ; e: url(f\\20 g) ; h: url('\\65 \\'') }   | d).png f g e'",
        "b { c: url(data:image/png;base64,xx) , url(#d) , url() , url('') } | ~~",
        "b { c: image-set(url(d.png) 1x, url(e.png) 2x) }                | d.png e.png",
        "b { c: url('d                                                   | ~~",
        "b { c: url(d                                                    | d",
        "b { c: url(h\u00e9.png) }                                       | h\u00e9.png",
      })
  void urlsAreFoundWithWhatTheyAreFor(String text, String urls) {
    assertEquals(
        urls,
        StyleReader.read(text.getBytes(UTF_8)).references().stream()
            .map(
                found ->
                    switch (found.kind()) {
                      case IMPORT -> "@" + found.url();
                      case FONT -> "F:" + found.url();
                      case IMAGE -> found.url();
                    })
            .collect(Collectors.joining(" ")));
  }

  @Test
  void rangesAreThoseOfTheUrlAsItIsWritten() {
    byte[] text = "@import 'a\u00e9.css'; b { c: url( d\\(.png ) }".getBytes(UTF_8);
    assertEquals(
        "a\u00e9.css|d\\(.png",
        StyleReader.read(text).references().stream()
            .map(found -> new String(text, found.start(), found.end() - found.start(), UTF_8))
            .collect(Collectors.joining("|")));
  }

  @RepeatedTest(100)
  void anyBytesAreRead(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    var random = new Random(seed);
    String[] pieces = {
      "url(", ")", "'", "\"", "{", "}", "@import ", ";", "\\", "/*", "*/", "a", "@font-face"
    };
    var text = new StringBuilder();
    for (int i = random.nextInt(200); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    for (var found : StyleReader.read(bytes).references()) {
      assertTrue(
          0 <= found.start() && found.start() < found.end() && found.end() <= bytes.length,
          () -> "seed " + seed + ": " + found);
    }
  }
}
