package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.AssetStore;
import dev.weft.asset.Folder;
import dev.weft.asset.StoreOptions;
import dev.weft.config.SiteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A site of real files, and requests to it that are decided without a server. */
final class SiteFixture implements AutoCloseable {
  /** When every file of a fixture was modified. */
  static final Instant MODIFIED = Instant.parse("2024-05-06T07:08:09Z");

  private final AssetStore store =
      new AssetStore(new StoreOptions(1 << 24, 1 << 20, false, Optional.empty(), 0), _ -> {});
  private final Path root;

  SiteFixture(Path root) {
    this.root = root;
  }

  SiteFixture file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(MODIFIED));
    return this;
  }

  Site site(UnaryOperator<SiteSettings> settings) throws IOException {
    Folder folder = store.open(root);
    return new Site(settings.apply(SiteSettings.of(root)), folder::catalogue, List.of());
  }

  Site site() throws IOException {
    return site(UnaryOperator.identity());
  }

  /** A request of header lines such as {@code "If-None-Match: *"}. */
  static AssetRequest request(String method, String target, String... lines) {
    Map<String, String> fields = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int question = target.indexOf('?');
    AssetRequest request =
        new AssetRequest(
            method,
            question < 0 ? target : target.substring(0, question),
            question < 0 ? null : target.substring(question + 1),
            fields.remove("Accept"),
            fields.remove("Accept-Encoding"),
            fields.remove("Sec-Fetch-Mode"),
            fields.remove("Range"),
            fields.remove("If-Range"),
            fields.remove("If-Match"),
            fields.remove("If-None-Match"),
            fields.remove("If-Modified-Since"),
            fields.remove("If-Unmodified-Since"),
            dictionary(fields.remove("Available-Dictionary"), fields));
    if (!fields.isEmpty()) {
      throw new IllegalArgumentException("header: " + fields.keySet());
    }
    return request;
  }

  private static @Nullable AvailableDictionary dictionary(
      @Nullable String field, Map<String, String> fields) {
    String site = fields.remove("Sec-Fetch-Site");
    String origin = fields.remove("Origin");
    return field == null ? null : AvailableDictionary.parse(field, site, origin);
  }

  /** Decides, reading what has to be read. */
  static AssetResponse.Decided respond(Site site, AssetRequest request) throws IOException {
    return switch (Responder.respond(request, site)) {
      case AssetResponse.Decided decided -> decided;
      case AssetResponse.Pending(Asset asset) -> {
        asset.load();
        yield respond(site, request);
      }
    };
  }

  static AssetResponse.Decided get(Site site, String target, String... lines) throws IOException {
    return respond(site, request("GET", target, lines));
  }

  /** The body as it would be sent, as text. */
  static String body(AssetResponse.Decided decided) {
    return switch (decided) {
      case AssetResponse.Empty _ -> "";
      case AssetResponse.Text text -> text(text.text());
      case AssetResponse.Content content -> text(content.body(), 0, content.body().length());
      case AssetResponse.PartialContent partial ->
          text(partial.body(), partial.range().first(), partial.range().length());
      case AssetResponse.MultipartContent multipart -> {
        List<String> all = new ArrayList<>();
        for (AssetResponse.MultipartContent.Part part : multipart.parts()) {
          all.add(text(part.preamble()));
          all.add(text(multipart.body(), part.range().first(), part.range().length()));
        }
        all.add(text(multipart.end()));
        yield String.join("", all);
      }
    };
  }

  private static String text(dev.weft.asset.Body body, long first, long length) {
    return switch (body) {
      case dev.weft.asset.Body.Memory memory -> text(memory.slice(first, length));
      case dev.weft.asset.Body.Disk disk ->
          throw new IllegalStateException("body: " + disk + " (expected: in memory)");
    };
  }

  private static String text(java.nio.ByteBuffer bytes) {
    return java.nio.charset.StandardCharsets.UTF_8.decode(bytes.slice()).toString();
  }

  @Override
  public void close() {
    store.close();
  }
}
