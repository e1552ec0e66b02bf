package dev.weft.server;

import dev.weft.http.AssetRequest;
import dev.weft.http.AvailableDictionary;
import java.util.Locale;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpScheme;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Copies what matters out of Jetty's request; no Jetty type goes further. */
final class Requests {
  private Requests() {}

  static AssetRequest of(Request request) {
    HttpFields fields = request.getHeaders();
    String path = request.getHttpURI().getPath();
    return new AssetRequest(
        request.getMethod(),
        path == null ? "" : path,
        request.getHttpURI().getQuery(),
        value(fields, HttpHeader.ACCEPT),
        value(fields, HttpHeader.ACCEPT_ENCODING),
        fields.get("Sec-Fetch-Mode"),
        value(fields, HttpHeader.RANGE),
        value(fields, HttpHeader.IF_RANGE),
        value(fields, HttpHeader.IF_MATCH),
        value(fields, HttpHeader.IF_NONE_MATCH),
        value(fields, HttpHeader.IF_MODIFIED_SINCE),
        value(fields, HttpHeader.IF_UNMODIFIED_SINCE),
        dictionary(fields));
  }

  private static @Nullable AvailableDictionary dictionary(HttpFields fields) {
    String available = fields.get(AvailableDictionary.FIELD);
    return available == null
        ? null
        : AvailableDictionary.parse(
            available, fields.get("Sec-Fetch-Site"), fields.get(HttpHeader.ORIGIN));
  }

  /** Several lines of one name are one list (RFC 9110, section 5.3). */
  private static @Nullable String value(HttpFields fields, HttpHeader header) {
    String value = null;
    for (HttpField field : fields) {
      if (field.getHeader() == header) {
        String line = field.getValue() == null ? "" : field.getValue();
        value = value == null ? line : value + ", " + line;
      }
    }
    return value;
  }

  /**
   * Whether the target URI is one of "https": nobody here speaks for another scheme (RFC 9110,
   * section 7.4). The target of CONNECT has none.
   */
  static boolean secure(Request request) {
    String scheme = request.getHttpURI().getScheme();
    return scheme == null || HttpScheme.HTTPS.is(scheme);
  }

  /**
   * The authority as it was sent, lower case; empty when there is none. HTTP/2 may say it in either
   * place (RFC 9113, section 8.3.1). Where it stands in both, Jetty has refused what differs; and
   * what it makes of a field is more forgiving than the field.
   */
  static String authority(Request request) {
    String authority = request.getHeaders().get(HttpHeader.HOST);
    if (authority == null) {
      authority = request.getHttpURI().getAuthority();
    }
    return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
  }
}
