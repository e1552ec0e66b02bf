package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.Catalogue;
import dev.weft.config.SiteSettings;
import dev.weft.origin.Authority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What is served for some authorities: the settings, and the catalogue of this moment. */
public final class Site {
  private final SiteSettings settings;
  private final Supplier<Catalogue> catalogue;
  private final List<Field> common;
  private final PriorityPolicy priorities;

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
  }

  /** The fields of a response that no asset is behind. */
  List<Field> common() {
    return common;
  }

  /** What the site thinks of the urgency of an asset of its own; found once for each. */
  public PriorityPolicy.ForAsset priorities(Asset asset) {
    return asset.once(a -> priorities.of(a.path(), a.mediaType()));
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
    fields.add(new Field("Cache-Control", cacheControl));
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
