package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.Coding;
import dev.weft.asset.Variant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heads of one variant of an asset on one site, rendered once and sent many times.
 *
 * @param named the same under the URL that names these bytes, which no other bytes will have; null
 *     where the site has no such URLs
 * @param ok of the whole
 * @param notModified the fields that a 304 must repeat (RFC 9110, section 15.4.5), and no length
 */
record Representation(Variant variant, Head ok, Head notModified, @Nullable Representation named) {
  /** A part, an error or the answer to another path is nothing to compress against. */
  private static final Field NO_DICTIONARY = new Field(DictionaryPolicy.OFFER, "");

  static Representation of(Site site, Asset asset, Variant variant) {
    return variant.once(v -> render(site, asset, v));
  }

  private static Representation render(Site site, Asset asset, Variant variant) {
    String usual = CachePolicy.of(asset.path());
    return render(
        site,
        asset,
        variant,
        usual,
        site.settings().fingerprint()
            ? render(site, asset, variant, CachePolicy.FOREVER, null)
            : null);
  }

  private static Representation render(
      Site site,
      Asset asset,
      Variant variant,
      String cacheControl,
      @Nullable Representation named) {
    List<Field> always = new ArrayList<>();
    if (variant.tag() != null) {
      always.add(new Field("ETag", variant.tag().value()));
    }
    always.add(new Field("Vary", site.vary(asset)));
    always.addAll(site.fields(asset.path(), cacheControl));

    List<Field> ok = new ArrayList<>();
    ok.add(new Field("Content-Type", asset.mediaType().value()));
    if (variant.coding() != Coding.IDENTITY) {
      ok.add(new Field("Content-Encoding", variant.coding().token()));
    }
    ok.add(new Field("Content-Length", Long.toString(variant.length())));
    if (!asset.composed()) {
      ok.add(new Field("Last-Modified", HttpDate.format(asset.lastModified())));
    }
    ok.add(new Field("Accept-Ranges", "bytes"));
    ok.addAll(always);
    return new Representation(
        variant,
        new Head(200, site.offers(asset, ok)),
        new Head(304, Site.override(always)),
        named);
  }

  /**
   * The same variant as the answer to another path, which may be something else tomorrow: no rule
   * for the asset's own path says how long it may be kept.
   */
  Representation fallback(String vary) {
    Field[] changes = {
      new Field("Vary", vary), new Field("Cache-Control", CachePolicy.REVALIDATE), NO_DICTIONARY
    };
    return new Representation(
        variant, derive(ok, 200, changes), derive(notModified, 304, changes), null);
  }

  /**
   * The same with one more field, which a 304 has to repeat: other files have a part in it. What
   * the field says already stays.
   */
  Representation with(Field field) {
    return new Representation(
        variant, derive(ok, 200, more(ok, field)), derive(notModified, 304, field), null);
  }

  private static Field more(Head head, Field field) {
    String said = head.value(field.name());
    return said == null ? field : new Field(field.name(), field.value() + ", " + said);
  }

  /**
   * The whole's fields under another status, some replaced, added or, with an empty value, left
   * out.
   */
  Head derive(int status, Field... changes) {
    return derive(derive(ok, status, NO_DICTIONARY), status, changes);
  }

  private static Head derive(Head head, int status, Field... changes) {
    List<Field> fields = new ArrayList<>(head.fields());
    fields.addAll(List.of(changes));
    return new Head(status, Site.override(fields));
  }
}
