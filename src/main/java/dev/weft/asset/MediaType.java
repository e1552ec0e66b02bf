package dev.weft.asset;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A media type (RFC 9110, section 8.3.1).
 *
 * @param value as in {@code Content-Type}, with the charset where text needs one
 * @param text whether it is text by nature, and so worth compressing
 */
public record MediaType(String value, boolean text) {
  /** What nothing is known of. */
  public static final MediaType UNKNOWN = new MediaType("application/octet-stream", false);

  /**
   * Extensions, and whole names without one, by type. The first word of a line is the type; "+"
   * after it: text; "=": text in UTF-8.
   */
  private static final String TABLE =
      """
      text/html= html htm
      application/xhtml+xml= xhtml
      text/css= css
      text/javascript= js mjs cjs
      text/plain= txt text log conf ini glsl vert frag scss sass less license readme changelog
      text/markdown= md markdown
      text/csv= csv
      text/tab-separated-values= tsv
      text/vtt= vtt
      text/calendar= ics
      text/vcard= vcf
      text/xml= xml xsl xslt
      text/typescript= ts mts cts tsx
      text/jsx= jsx
      text/wgsl= wgsl
      text/yaml= yaml yml
      application/toml= toml
      application/json+ json map har topojson apple-app-site-association
      application/json5+ json5
      application/x-ndjson+ ndjson jsonl
      application/importmap+json+ importmap
      application/speculationrules+json+ speculationrules
      application/ld+json+ jsonld
      application/geo+json+ geojson
      application/manifest+json+ webmanifest
      application/rss+xml= rss
      application/atom+xml= atom
      application/wasm+ wasm
      application/dash+xml= mpd
      application/vnd.apple.mpegurl+ m3u8
      image/svg+xml= svg
      image/png png
      image/apng apng
      image/jpeg jpg jpeg jfif
      image/gif gif
      image/webp webp
      image/avif avif
      image/jxl jxl
      image/heic heic
      image/heif heif
      image/bmp+ bmp
      image/tiff tif tiff
      image/x-icon+ ico cur
      image/ktx2 ktx2
      image/vnd.radiance hdr
      model/gltf+json+ gltf
      model/gltf-binary glb
      model/stl+ stl
      model/obj+ obj
      model/mtl+ mtl
      model/vnd.usdz+zip usdz
      font/woff woff
      font/woff2 woff2
      font/ttf+ ttf
      font/otf+ otf
      font/collection+ ttc
      application/vnd.ms-fontobject+ eot
      audio/mpeg mp3
      audio/mp4 m4a
      audio/aac aac
      audio/ogg oga ogg
      audio/opus opus
      audio/webm weba
      audio/flac flac
      audio/wav wav
      audio/aiff aif aiff
      audio/matroska mka
      audio/midi mid midi
      video/mp4 mp4 m4v
      video/webm webm
      video/ogg ogv
      video/quicktime mov
      video/matroska mkv
      video/mpeg mpg mpeg
      video/3gpp 3gp
      video/x-msvideo avi
      video/iso.segment m4s
      video/mp2t m2ts
      application/pdf pdf
      application/epub+zip epub
      application/zip zip
      application/gzip gz tgz
      application/x-brotli br
      application/zstd zst
      application/x-tar tar
      application/x-7z-compressed 7z
      application/x-xz xz
      application/x-bzip2 bz2
      application/java-archive jar
      application/rtf rtf
      """;

  private static final Map<String, MediaType> BY_EXTENSION = read();

  /** The type of a file of this name, or under this path, by its extension in any case. */
  public static MediaType of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return BY_EXTENSION.getOrDefault(extension.toLowerCase(Locale.ROOT), UNKNOWN);
  }

  /** Whether it is a page, which people go to by its URL. */
  public boolean document() {
    return value.startsWith("text/html") || value.startsWith("application/xhtml+xml");
  }

  private static Map<String, MediaType> read() {
    Map<String, MediaType> types = new HashMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] words = line.split(" ", -1);
      String name = words[0];
      boolean utf8 = name.endsWith("=");
      boolean text = utf8 || name.endsWith("+");
      String bare = text ? name.substring(0, name.length() - 1) : name;
      MediaType type = new MediaType(utf8 ? bare + "; charset=utf-8" : bare, text);
      for (int i = 1; i < words.length; i++) {
        types.put(words[i], type);
      }
    }
    return Map.copyOf(types);
  }
}
