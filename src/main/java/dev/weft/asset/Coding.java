package dev.weft.asset;

/** A content coding (RFC 9110, section 8.4.1), in the order Weft prefers at equal length. */
public enum Coding {
  /** Brotli against a dictionary that the client has (RFC 9842, section 4). */
  DCB("dcb", ".dcb"),
  /** Zstandard against a dictionary that the client has (RFC 9842, section 5). */
  DCZ("dcz", ".dcz"),
  /** Brotli (RFC 7932). */
  BR("br", ".br"),
  /** Zstandard (RFC 8878, RFC 9659). */
  ZSTD("zstd", ".zst"),
  /** gzip (RFC 1952). */
  GZIP("gzip", ".gz"),
  /** The bytes of the file itself. */
  IDENTITY("identity", "");

  private final String token;
  private final String extension;

  Coding(String token, String extension) {
    this.token = token;
    this.extension = extension;
  }

  /** As in {@code Accept-Encoding} and {@code Content-Encoding}. */
  public String token() {
    return token;
  }

  /** What a sidecar file of this coding ends with, such as {@code .br}; empty for identity. */
  public String extension() {
    return extension;
  }
}
