package dev.weft.measure;

/**
 * A browser as it calls itself.
 *
 * @param name such as {@code Firefox}
 * @param version such as {@code 153.7.0}
 */
public record Product(String name, String version) {
  /** Reads {@code name/version}, as in a {@code User-Agent} field. */
  static Product of(String product) {
    int slash = product.indexOf('/');
    return slash < 0
        ? new Product(product, "")
        : new Product(product.substring(0, slash), product.substring(slash + 1));
  }

  @Override
  public String toString() {
    return (name + " " + version).strip();
  }
}
