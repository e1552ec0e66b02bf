package dev.weft.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page names, and what only looks like it. */
final class ReferencesTest {
  private static final URI PAGE = URI.create("https://localhost:8443/app/page.html");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/html | <script type=module src=\"main.js\"></script> | /app/main.js",
        "text/html | <SCRIPT SRC=/main.js></SCRIPT> | /main.js",
        "text/html | <link href='a.css?v=1&amp;w=2' rel='stylesheet'> | /app/a.css?v=1&w=2",
        "text/html | <link rel=modulepreload href=../b.js#x> | /b.js",
        "text/html | <link rel=canonical href=/elsewhere> | ``",
        "text/html | <img alt=x src=\"i.png\"> <img src=i.png> | /app/i.png",
        "text/html | <!-- <img src=no.png> --> <img src=yes.png> | /app/yes.png",
        "text/html | <input accept=\"image/*\"><img src=a.png><p title='*/'> | /app/a.png",
        "text/html | <script>/* import './no.js' */ import './yes.js'</script> | /app/yes.js",
        "text/html | <p>import './no.js'</p> | ``",
        "text/javascript | let a = '<!--'; import './x.js'; let b = '-->' | /app/x.js",
        "text/html | <img src=//other.test/i.png> <img src=data:,x> | ``",
        "text/html | <img src=https://localhost:8443/i.png> | /i.png",
        "text/html | <img src='a b'> | ``",
        "text/html | <script type=module>import './x.js';</script> | /app/x.js",
        "text/javascript | import a, { b as c } from './x.js'; import '/y.js' | /app/x.js /y.js",
        "application/javascript | export * from \"../x.js\" | /x.js",
        "text/javascript | import react from 'react'; import('./later.js') | ``",
        "text/javascript | const important = './no.js'; f('import'); | ``",
        "text/javascript | // import './no.js' | ``",
        "text/javascript | /* import './no.js' */ import './yes.js' | /app/yes.js",
        "text/css | @import url(\"x.css\"); @import 'y.css'; a { background: url(z.png) }"
            + " | /app/x.css /app/y.css",
        "image/svg+xml | <img src=no.png> | ``",
      })
  void namesWhatIsLoadedWithIt(String type, String text, String paths) throws IOException {
    byte[] content = text.getBytes(UTF_8);
    assertEquals(
        paths == null || paths.isEmpty() ? List.of() : List.of(paths.split(" ", -1)),
        References.of(new Response(200, type, "", content, content.length), PAGE));
  }

  @Test
  void contentIsDecodedBefore() throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(coded)) {
      out.write("import './x.js'".getBytes(UTF_8));
    }
    Response response =
        new Response(200, "text/javascript", "gzip", coded.toByteArray(), coded.size());
    assertEquals(List.of("/app/x.js"), References.of(response, PAGE));
  }
}
