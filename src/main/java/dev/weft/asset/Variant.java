package dev.weft.asset;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One representation of an asset: its bytes in one coding. Immutable but for its {@link #once}. */
public final class Variant {
  private final Coding coding;
  private final @Nullable EntityTag tag;
  private final Body body;
  private volatile @Nullable Object made;

  /**
   * @param tag null while the bytes of a big file are not hashed yet
   */
  public Variant(Coding coding, @Nullable EntityTag tag, Body body) {
    this.coding = coding;
    this.tag = tag;
    this.body = body;
  }

  public Coding coding() {
    return coding;
  }

  /** The strong tag of these bytes; null while the bytes of a big file are not hashed yet. */
  public @Nullable EntityTag tag() {
    return tag;
  }

  public Body body() {
    return body;
  }

  public long length() {
    return body.length();
  }

  /**
   * What the one reader of this variant makes of it once and keeps with it, such as its header
   * text. Always called with the same function; when two threads meet, both make it and either is
   * kept.
   */
  @SuppressWarnings("unchecked")
  public <T> T once(Function<Variant, T> make) {
    Object known = made;
    if (known == null) {
      known = make.apply(this);
      made = known;
    }
    return (T) known;
  }
}
