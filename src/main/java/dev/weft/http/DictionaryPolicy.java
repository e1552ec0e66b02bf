package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.Dictionaries;
import dev.weft.asset.MediaType;
import dev.weft.asset.Variant;
import dev.weft.asset.Variants;
import dev.weft.config.DictionarySettings;
import dev.weft.config.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which responses of a site clients may use as dictionaries, and for what, and which of its
 * variants against a dictionary a request gets (RFC 9842).
 */
public final class DictionaryPolicy {
  /** The field that offers a response as a dictionary. */
  static final String OFFER = "Use-As-Dictionary";

  /** Browsers name it by its hash, so that an old one is never taken for another: 30 days. */
  private static final String KEPT = "public, max-age=2592000";

  /** A dictionary has to be fresh, or be allowed to be stale (RFC 9842, section 2.2.1). */
  private static final Pattern REUSED =
      Pattern.compile("(?i)(max-age|stale-while-revalidate)\\s*=\\s*\"?0*[1-9]");

  private static final Pattern NOT_REUSED = Pattern.compile("(?i)no-(cache|store)");

  private final DictionarySettings settings;
  private final Optional<String> file;
  private final Glob served;

  DictionaryPolicy(DictionarySettings settings) {
    this.settings = settings;
    this.file = settings.file().map(name -> "/" + name);
    this.served = settings.glob();
  }

  /** What is kept of the assets of the site. */
  public Dictionaries.Rules rules() {
    return new Dictionaries.Rules(
        settings.memory(), this::group, file, asset -> served.matches(asset.path()));
  }

  /**
   * The URLs of all versions of an asset. Documents are asked about each time, so nobody has one
   * that is fresh, and browsers take none.
   */
  private Optional<String> group(Asset asset) {
    return settings.previous() && asset.mediaType().text() && !asset.mediaType().document()
        ? Optional.of(MatchPattern.of(asset.path()))
        : Optional.empty();
  }

  /** RFC 9842, section 6.2: also where no dictionary was used, for one could have been. */
  String vary(Asset asset) {
    return asset.mediaType().text()
        ? "Accept-Encoding, " + AvailableDictionary.FIELD
        : "Accept-Encoding";
  }

  /**
   * How long what is at a path may be kept, where no rule of the site says so. What pages may use
   * as something else, such as a module, is not kept longer for its being a dictionary.
   */
  String kept(String path, String usual) {
    MediaType type = MediaType.of(path);
    boolean nothingElse = type.value().startsWith("text/plain") || type.equals(MediaType.UNKNOWN);
    return nothingElse
            && file.filter(path::equals).isPresent()
            && usual.equals(CachePolicy.REVALIDATE)
        ? KEPT
        : usual;
  }

  /** The fields of a 200, with what offers it as a dictionary, or names one. */
  List<Field> offers(Asset asset, List<Field> fields) {
    List<Field> all = new ArrayList<>(fields);
    match(asset)
        .filter(_ -> reused(fields))
        .ifPresent(match -> all.add(new Field(OFFER, "match=" + quoted(match))));
    if (asset.mediaType().document() && file.isPresent()) {
      String link = "<" + MatchPattern.encoded(file.get()) + ">; rel=\"compression-dictionary\"";
      String said =
          fields.stream()
              .filter(field -> field.name().equalsIgnoreCase("Link"))
              .map(field -> field.value() + ", ")
              .findFirst()
              .orElse("");
      all.add(new Field("Link", said + link));
    }
    return Site.override(all);
  }

  /** The URLs for which an asset could serve as a dictionary; empty for none. */
  private Optional<String> match(Asset asset) {
    return file.filter(asset.path()::equals).isPresent()
        ? Optional.of(settings.match())
        : group(asset);
  }

  /** For people: what a client may use an asset for, or why for nothing. */
  String explain(Asset asset, List<Field> fields) {
    String match = match(asset).orElse(null);
    if (match == null) {
      return "no dictionary: "
          + (settings.previous()
              ? asset.mediaType().value() + " (expected: text, and no document)"
              : "previous = false (expected: true, or the site's own file)");
    }
    return reused(fields)
        ? "a dictionary for " + match
        : "no dictionary: Cache-Control says that it is never fresh (expected: max-age, or a hash"
            + " in the name)";
  }

  private static boolean reused(List<Field> fields) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase("Cache-Control"))
        .anyMatch(
            field ->
                REUSED.matcher(field.value()).find() && !NOT_REUSED.matcher(field.value()).find());
  }

  /** A string (RFC 9651, section 3.3.3) of what is in a URL pattern. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\") + '"';
  }

  /**
   * The variant that is best for a request; null when it refuses all there are.
   *
   * @param fields of the response, which depend on the path alone
   */
  @Nullable Variant choose(
      AssetRequest request,
      Asset asset,
      Variants variants,
      Dictionaries dictionaries,
      Supplier<List<Field>> fields) {
    if (request.ifNoneMatch() != null && !request.ifNoneMatch().strip().equals("*")) {
      // What a client got against one dictionary it asks about with another, or with none.
      for (Variant held : dictionaries.variants(asset)) {
        if (Conditions.lists(request.ifNoneMatch(), held.tag(), false)) {
          return held;
        }
      }
    }
    AvailableDictionary available = request.dictionary();
    if (available == null
        || !asset.mediaType().text()
        || !available.readable(request.fetchMode(), () -> allowed(fields.get()))) {
      return Negotiation.choose(request.acceptEncoding(), variants);
    }
    List<Variant> all = new ArrayList<>(dictionaries.variants(asset, available.hash()));
    all.addAll(variants.coded());
    return Negotiation.choose(request.acceptEncoding(), new Variants(variants.identity(), all));
  }

  private static @Nullable String allowed(List<Field> fields) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase("Access-Control-Allow-Origin"))
        .map(Field::value)
        .findFirst()
        .orElse(null);
  }
}
