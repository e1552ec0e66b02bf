package dev.weft.http;

import org.jspecify.annotations.Nullable;

/**
 * What decides a response. Header values are as sent, several lines of one name joined by ", ";
 * null where the request has none.
 *
 * @param path the raw path, as in {@code :path} up to the "?"
 * @param query what follows the "?", raw
 * @param dictionary what the client has that the response may be compressed against
 */
public record AssetRequest(
    String method,
    String path,
    @Nullable String query,
    @Nullable String accept,
    @Nullable String acceptEncoding,
    @Nullable String fetchMode,
    @Nullable String range,
    @Nullable String ifRange,
    @Nullable String ifMatch,
    @Nullable String ifNoneMatch,
    @Nullable String ifModifiedSince,
    @Nullable String ifUnmodifiedSince,
    @Nullable AvailableDictionary dictionary) {

  boolean get() {
    return method.equals("GET");
  }

  /** Whether only the head is asked for. */
  public boolean head() {
    return method.equals("HEAD");
  }

  /** Whether a person goes to a page: browsers say so, and older ones accept HTML by name. */
  boolean navigation() {
    return fetchMode != null
        ? fetchMode.equals("navigate")
        : accept != null && accept.contains("text/html");
  }
}
