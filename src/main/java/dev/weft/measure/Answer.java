package dev.weft.measure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;

/** A response as it comes in. */
final class Answer {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private int status;
  private String type = "";
  private String coding = "";
  private long fieldBytes;
  private long length;

  void status(int received) {
    status = received;
  }

  void field(HttpField field) {
    fieldBytes += bytes(field);
    switch (field.getLowerCaseName()) {
      case "content-type" -> type = Response.type(String.valueOf(field.getValue()));
      case "content-encoding" ->
          coding = String.valueOf(field.getValue()).strip().toLowerCase(Locale.ROOT);
      default -> {
        // Of no matter here.
      }
    }
  }

  /** A field as HTTP/1.1 writes it: name, colon, space, value, end of line. */
  static long bytes(HttpField field) {
    String value = field.getValue();
    return field.getName().length() + (value == null ? 0 : value.length()) + 4L;
  }

  void content(ByteBuffer bytes) {
    length += bytes.remaining();
    boolean kept = Response.naming(type) && length <= Response.LONGEST_TEXT;
    while (kept && bytes.hasRemaining()) {
      content.write(bytes.get());
    }
  }

  long length() {
    return length;
  }

  /** Of all fields so far, before they were coded. */
  long fieldBytes() {
    return fieldBytes;
  }

  Response response() {
    return new Response(status, type, coding, content.toByteArray(), length);
  }
}
