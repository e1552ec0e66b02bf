package dev.weft.measure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * What a server answered.
 *
 * @param type the media type, lower case and without parameters; empty for none
 * @param coding of the content; empty for none
 * @param content as it was transferred; empty where nobody will read it
 * @param length of the content in bytes, also where it was not kept
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Response(int status, String type, String coding, byte[] content, long length) {
  /** Of a text: a document, a script or a style sheet that is not larger than these bytes. */
  static final int LONGEST_TEXT = 8 << 20;

  /**
   * The content as text, of which only ASCII is looked at; empty where the coding is unknown.
   *
   * @throws IOException when it is not what its coding says
   */
  String text() throws IOException {
    byte[] bytes =
        switch (coding) {
          case "", "identity" -> content;
          case "gzip" -> {
            try (var in = new GZIPInputStream(new ByteArrayInputStream(content))) {
              yield in.readNBytes(LONGEST_TEXT);
            }
          }
          default -> new byte[0];
        };
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Whether more files may be named in it. */
  boolean naming() {
    return naming(type);
  }

  static boolean naming(String type) {
    return type.equals("text/html") || type.equals("text/css") || type.endsWith("javascript");
  }

  /** The media type of a {@code Content-Type}. */
  static String type(String field) {
    int end = field.indexOf(';');
    return (end < 0 ? field : field.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
