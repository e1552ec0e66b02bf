package dev.weft.asset;

import java.util.Base64;

/**
 * A strong entity tag (RFC 9110, section 8.8.3), made from the bytes of one variant: the same bytes
 * have the same tag on every machine, and other bytes another one.
 *
 * @param value as sent, with its quotes
 */
public record EntityTag(String value) {
  /** The tag of bytes with this SHA-256 digest: its first 128 bits. */
  public static EntityTag ofDigest(byte[] sha256) {
    byte[] half = java.util.Arrays.copyOf(sha256, 16);
    return new EntityTag('"' + Base64.getUrlEncoder().withoutPadding().encodeToString(half) + '"');
  }

  @Override
  public String toString() {
    return value;
  }
}
