package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.Catalogue;
import dev.weft.asset.Dictionaries;
import dev.weft.asset.Variant;
import dev.weft.asset.Variants;
import dev.weft.config.SiteSettings;
import dev.weft.origin.Authority;
import dev.weft.origin.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is served for some authorities: the settings, and the catalogue of this moment. */
public final class Site {
  private static final Flattened AS_IT_IS = new Flattened.AsItIs();

  private final SiteSettings settings;
  private final Supplier<Catalogue> catalogue;
  private final List<Field> common;
  private final PriorityPolicy priorities;
  private final @Nullable DictionaryPolicy dictionaryPolicy;
  private volatile @Nullable Dictionaries dictionaries;
  private volatile Map<Asset, Flattened> flattened = Map.of();

  /**
   * @param catalogue gives the newest catalogue; every request takes one and keeps to it
   * @param common fields of every response, such as Strict-Transport-Security
   */
  public Site(SiteSettings settings, Supplier<Catalogue> catalogue, List<Field> common) {
    this.settings = settings;
    this.catalogue = catalogue;
    List<Field> always = new ArrayList<>();
    always.add(new Field("X-Content-Type-Options", "nosniff"));
    always.addAll(common);
    always.add(new Field("Cache-Control", CachePolicy.REVALIDATE));
    this.common = List.copyOf(always);
    this.priorities = new PriorityPolicy(settings.priorities(), settings.rules());
    this.dictionaryPolicy =
        settings.dictionaries().isPresent()
            ? new DictionaryPolicy(settings.dictionaries().get())
            : null;
  }

  /** How its responses are used as dictionaries; null where they are not. */
  public @Nullable DictionaryPolicy dictionaryPolicy() {
    return dictionaryPolicy;
  }

  /** For people: whether clients may use an asset as a dictionary; empty where none are used. */
  public Optional<String> dictionaryOf(Asset asset) {
    String usual = settings.fingerprint() ? CachePolicy.FOREVER : CachePolicy.of(asset.path());
    return Optional.ofNullable(dictionaryPolicy)
        .map(policy -> policy.explain(asset, fields(asset.path(), usual)));
  }

  /** Takes what clients may have as dictionaries; until then nothing is compressed against any. */
  public void compressAgainst(Dictionaries known) {
    dictionaries = known;
  }

  /** The variant that is best for a request; null when it refuses all there are. */
  @Nullable Variant choose(AssetRequest request, Asset asset, Variants variants) {
    DictionaryPolicy policy = dictionaryPolicy;
    Dictionaries known = dictionaries;
    return policy == null || known == null
        ? Negotiation.choose(request.acceptEncoding(), variants)
        : policy.choose(request, asset, variants, known, () -> fields(asset.path(), ""));
  }

  /** What the choice between the variants of an asset depends on; empty where there is none. */
  String vary(Asset asset) {
    if (!asset.negotiable()) {
      return "";
    }
    return dictionaryPolicy == null ? "Accept-Encoding" : dictionaryPolicy.vary(asset);
  }

  /** Fields of a 200, and those that offer a dictionary. */
  List<Field> offers(Asset asset, List<Field> fields) {
    List<Field> override = override(fields);
    return dictionaryPolicy == null ? override : dictionaryPolicy.offers(asset, override);
  }

  /** The fields of a response that no asset is behind. */
  List<Field> common() {
    return common;
  }

  /** What the site thinks of the urgency of an asset of its own; found once for each. */
  public PriorityPolicy.ForAsset priorities(Asset asset) {
    return asset.once(a -> priorities.of(a.path(), a.mediaType()));
  }

  /**
   * Takes the forms in which documents and style sheets are sent from now on. They are made in the
   * background of what is served, and an asset that has none is sent as it is.
   */
  public void flatten(Map<Asset, Flattened> forms) {
    flattened = Map.copyOf(forms);
    Dictionaries known = dictionaries;
    if (known != null) {
      Map<Asset, Asset> composed = new HashMap<>();
      forms.forEach(
          (asset, form) -> {
            if (form instanceof Flattened.Composed(Asset sent)) {
              composed.put(asset, sent);
            }
          });
      known.send(composed);
    }
  }

  /** How an asset of the catalogue is sent. */
  Flattened flattened(Asset asset) {
    return flattened.getOrDefault(asset, AS_IT_IS);
  }

  /**
   * What a client may be told before the response with this asset (RFC 8297): browsers do something
   * with it when a person goes to a page. Null for nothing.
   */
  public @Nullable Head hints(AssetRequest request, Asset asset) {
    return request.get() && request.navigation() ? flattened(asset).hints() : null;
  }

  /**
   * The origins that the site is taken to have, of which documents are taken to be at the first.
   *
   * @param port on which connections are accepted
   */
  public List<String> origins(int port) {
    Set<String> origins = new LinkedHashSet<>();
    for (Authority authority : authorities()) {
      origins.add("https://" + authority);
      if (authority.port() == Authority.NO_PORT && port != Origin.HTTPS_PORT) {
        origins.add("https://" + authority + ":" + port);
      }
    }
    origins.add("https://localhost");
    origins.add("https://localhost:" + port);
    return List.copyOf(origins);
  }

  public SiteSettings settings() {
    return settings;
  }

  /** Whether it may share a connection with other sites. */
  public boolean coalesces() {
    return settings.coalesce();
  }

  public List<Authority> authorities() {
    return settings.authorities();
  }

  public Catalogue catalogue() {
    return catalogue.get();
  }

  /**
   * The fields that depend on the path alone: caching, the site's own headers, what every response
   * has.
   */
  List<Field> fields(String path, String cacheControl) {
    List<Field> fields = new ArrayList<>(common);
    String usual =
        dictionaryPolicy == null ? cacheControl : dictionaryPolicy.kept(path, cacheControl);
    fields.add(new Field("Cache-Control", usual));
    for (SiteSettings.HeaderRule rule : settings.rules()) {
      if (rule.match().matches(path)) {
        rule.set().forEach((name, value) -> fields.add(new Field(name, value)));
      }
    }
    return override(fields);
  }

  /**
   * Of several fields of one name the last stands, in the place of the first; an empty value
   * removes it.
   */
  static List<Field> override(List<Field> fields) {
    Map<String, Field> byName = new LinkedHashMap<>();
    for (Field field : fields) {
      byName.put(field.name().toLowerCase(Locale.ROOT), field);
    }
    return byName.values().stream().filter(field -> !field.value().isEmpty()).toList();
  }
}
