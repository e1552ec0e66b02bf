package dev.weft.measure;

/** What the whole process of a server had resident around a load, or why nobody knows. */
public sealed interface Memory {
  /**
   * The server told.
   *
   * @param before bytes before the first connection
   * @param loaded bytes when everything was there, with all connections still open
   */
  record Told(long before, long loaded) implements Memory {}

  /**
   * It did not.
   *
   * @param reason a phrase
   */
  record Unknown(String reason) implements Memory {}
}
