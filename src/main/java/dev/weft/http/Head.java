package dev.weft.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A status and its header fields: everything of a response but its body. */
public final class Head {
  private final int status;
  private final List<Field> fields;
  private volatile @Nullable Object rendered;

  public Head(int status, List<Field> fields) {
    this.status = status;
    this.fields = List.copyOf(fields);
  }

  public int status() {
    return status;
  }

  public List<Field> fields() {
    return fields;
  }

  /** The value of the first field of this name, null if there is none. */
  public @Nullable String value(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  /**
   * These fields in the form that the writer sends, rendered once. Always called with the same
   * function; when two threads meet, both render and either is kept.
   */
  @SuppressWarnings("unchecked")
  public <T> T rendered(Function<Head, T> render) {
    Object known = rendered;
    if (known == null) {
      known = render.apply(this);
      rendered = known;
    }
    return (T) known;
  }

  @Override
  public String toString() {
    return status + " " + fields;
  }
}
