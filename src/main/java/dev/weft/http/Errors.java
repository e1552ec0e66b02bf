package dev.weft.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plain responses: those without an asset behind them. */
public final class Errors {
  static final String ALLOWED = "GET, HEAD, OPTIONS";

  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(308, "Permanent Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(414, "URI Too Long"),
          Map.entry(416, "Range Not Satisfiable"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(421, "Misdirected Request"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"));

  private Errors() {}

  /**
   * A short text with the status and its phrase, never a word of the request.
   *
   * @param site whose common fields it has; null before a site is known
   */
  public static AssetResponse.Decided of(int status, @Nullable Site site, Field... more) {
    String phrase = PHRASES.getOrDefault(status, status < 500 ? "Error" : "Server Error");
    byte[] text = (status + " " + phrase + "\n").getBytes(StandardCharsets.UTF_8);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Content-Type", "text/plain; charset=utf-8"));
    fields.add(new Field("Content-Length", Integer.toString(text.length)));
    fields.addAll(common(site));
    fields.addAll(List.of(more));
    return new AssetResponse.Text(new Head(status, Site.override(fields)), ByteBuffer.wrap(text));
  }

  /** 421 with an empty, uncacheable body: the client is to ask again on a connection of its own. */
  public static AssetResponse.Decided misdirected() {
    return new AssetResponse.Empty(
        new Head(
            421,
            List.of(new Field("Content-Length", "0"), new Field("Cache-Control", "no-store"))));
  }

  static AssetResponse options(Site site) {
    List<Field> fields = new ArrayList<>(common(site));
    fields.add(new Field("Allow", ALLOWED));
    return new AssetResponse.Empty(new Head(204, Site.override(fields)));
  }

  private static List<Field> common(@Nullable Site site) {
    return site == null
        ? List.of(
            new Field("X-Content-Type-Options", "nosniff"),
            new Field("Cache-Control", CachePolicy.REVALIDATE))
        : site.common();
  }
}
