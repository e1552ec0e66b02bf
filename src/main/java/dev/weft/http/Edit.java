package dev.weft.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a text that is sent otherwise.
 *
 * @param start its first byte
 * @param end the byte after it; the same as the first to insert alone
 * @param text what is sent in its place, in ASCII
 */
public record Edit(int start, int end, String text) {
  public static Edit insert(int at, String text) {
    return new Edit(at, at, text);
  }

  /**
   * A text with these edits, of which none is within another; of those at one byte the first comes
   * first.
   */
  public static byte[] apply(byte[] text, List<Edit> edits) {
    ByteArrayOutputStream edited = new ByteArrayOutputStream(text.length + 64 * edits.size());
    int at = 0;
    for (Edit edit : edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
      edited.write(text, at, edit.start - at);
      edited.writeBytes(edit.text.getBytes(US_ASCII));
      at = edit.end;
    }
    edited.write(text, at, text.length - at);
    return edited.toByteArray();
  }
}
