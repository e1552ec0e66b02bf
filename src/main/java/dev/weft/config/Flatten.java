package dev.weft.config;

/** How a browser is told at once of all the modules that a document needs. */
public enum Flatten {
  /** By links at the end of the document that is sent, which count when the page has painted. */
  AFTER_PAINT,
  /** By links in the document that is sent; the file stays as it is. */
  INLINE,
  /** By {@code Link} header fields (RFC 8288). */
  HEADER,
  /** By the same fields, and before the response: 103 (RFC 8297) where the client is a browser. */
  EARLY_HINTS,
  /** Not at all. */
  OFF
}
