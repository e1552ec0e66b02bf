package dev.weft.asset;

import java.util.Arrays;
import java.util.Base64;

/** Raw bytes that clients may have, against which others are compressed. */
final class Dictionary {
  private final byte[] bytes;
  private final byte[] sha256;
  private final String hash;

  /**
   * @param bytes which must not be written to any more
   */
  Dictionary(byte[] bytes) {
    this.bytes = bytes;
    this.sha256 = FileLoader.sha256().digest(bytes);
    this.hash = Base64.getEncoder().encodeToString(sha256);
  }

  byte[] bytes() {
    return bytes;
  }

  byte[] sha256() {
    return sha256;
  }

  /** By which clients name it: its SHA-256 in base64. */
  String hash() {
    return hash;
  }

  /** Whether these are its bytes. */
  boolean holds(byte[] others) {
    return Arrays.equals(bytes, others);
  }
}
