package dev.weft.http;

import dev.weft.asset.Catalogue;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page that lists what is in a directory. */
final class Listing {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String STYLE =
      "body{font:16px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:50rem;padding:0"
          + " 1rem;color-scheme:light"
          + " dark}table{border-collapse:collapse;width:100%}td,th{padding:.1rem"
          + " .6rem;text-align:left}td+td,th+th{text-align:right;white-space:nowrap;"
          + "font-variant-numeric:tabular-nums}tr:hover{background:#8881}";

  private Listing() {}

  static AssetResponse of(Site site, String directory, Catalogue catalogue) {
    byte[] page = page(directory, catalogue).getBytes(StandardCharsets.UTF_8);
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Content-Type", "text/html; charset=utf-8"));
    fields.add(new Field("Content-Length", Integer.toString(page.length)));
    fields.addAll(site.common());
    fields.add(
        new Field(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors"
                + " 'self'"));
    return new AssetResponse.Text(new Head(200, Site.override(fields)), ByteBuffer.wrap(page));
  }

  private static String page(String directory, Catalogue catalogue) {
    String title = escape(directory.equals("/") ? "/" : directory + "/");
    StringBuilder html = new StringBuilder(1024);
    html.append("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        .append(title)
        .append("</title>\n<style>")
        .append(STYLE)
        .append("</style>\n<h1>")
        .append(title)
        .append("</h1>\n<table>\n<tr><th>Name<th>Bytes<th>Modified (UTC)\n");
    if (!directory.equals("/")) {
      html.append("<tr><td><a href=\"../\">../</a><td><td>\n");
    }
    for (Catalogue.Entry entry : catalogue.children(directory)) {
      String slash = entry.directory() ? "/" : "";
      html.append("<tr><td><a href=\"./")
          .append(URLEncoder.encode(entry.name(), StandardCharsets.UTF_8).replace("+", "%20"))
          .append(slash)
          .append("\">")
          .append(escape(entry.name()))
          .append(slash)
          .append("</a><td>");
      if (!entry.directory()) {
        html.append(entry.size()).append("<td>").append(DAY.format(entry.lastModified()));
      } else {
        html.append("<td>");
      }
      html.append('\n');
    }
    return html.append("</table>\n").toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
