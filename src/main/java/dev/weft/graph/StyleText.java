package dev.weft.graph;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the text of a style sheet refers to.
 *
 * @param references in the order of the text; no data URLs, and no parts of the document itself
 */
public record StyleText(List<Reference> references) {
  public StyleText {
    references = List.copyOf(references);
  }

  /**
   * @param url with its escapes resolved
   * @param start byte at which the URL begins, without quotes
   * @param end the byte after it
   */
  public record Reference(Kind kind, String url, int start, int end) {
    public enum Kind {
      /** {@code @import}. */
      IMPORT,
      /** A {@code url()} in {@code @font-face}. */
      FONT,
      /** Every other {@code url()}. */
      IMAGE
    }
  }

  Stream<Reference> references(Reference.Kind kind) {
    return references.stream().filter(reference -> reference.kind() == kind);
  }
}
