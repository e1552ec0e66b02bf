package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.EntityTag;
import dev.weft.asset.Variants;
import org.jspecify.annotations.Nullable;

/**
 * The query by which a URL names what is sent for it: {@code v=} and a hash of the bytes. The file
 * behind it is that of the path, whatever the query says.
 */
public final class Fingerprint {
  /** Of base64url: 66 bits, so that no two versions of a file will ever meet. */
  private static final int LENGTH = 11;

  private static final String NAME = "v=";

  private Fingerprint() {}

  /**
   * The query with its question mark.
   *
   * @param tag of the bytes without a content coding
   */
  public static String query(EntityTag tag) {
    return "?" + NAME + hash(tag);
  }

  /**
   * Whether a query names the bytes that are sent now. Those of a document are never named: its URL
   * is for people.
   */
  static boolean names(@Nullable String query, Asset asset, Variants variants) {
    EntityTag tag = variants.identity().tag();
    return query != null
        && tag != null
        && query.length() == NAME.length() + LENGTH
        && query.startsWith(NAME)
        && query.endsWith(hash(tag))
        && !asset.mediaType().document();
  }

  /** The value of a tag without its quote. */
  private static String hash(EntityTag tag) {
    return tag.value().substring(1, 1 + LENGTH);
  }
}
