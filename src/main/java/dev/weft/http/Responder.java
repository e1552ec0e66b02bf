package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.Catalogue;
import dev.weft.asset.Variant;
import dev.weft.asset.Variants;
import dev.weft.config.SiteSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a request gets from a site. Read top to bottom: method, path, what the path names,
 * negotiation, preconditions, range.
 */
public final class Responder {
  private Responder() {}

  /** The response, or the asset that has to be read before there can be one. */
  public static AssetResponse respond(AssetRequest request, Site site) {
    if (request.method().equals("OPTIONS")) {
      return Errors.options(site);
    }
    if (!request.get() && !request.head()) {
      return Errors.of(405, site, new Field("Allow", Errors.ALLOWED));
    }
    RequestPath path = RequestPath.parse(request.path());
    if (path == null || (request.query() != null && !visible(request.query()))) {
      return Errors.of(400, site);
    }
    Catalogue catalogue = site.catalogue();
    return switch (Target.find(path, request, site.settings(), catalogue)) {
      case Target.Found(Asset asset) -> content(request, site, asset, "");
      case Target.Fallback(Asset asset) -> content(request, site, asset, Target.NAVIGATION_VARY);
      case Target.Elsewhere(String location) -> redirect(request, site, location);
      case Target.Children(String directory) -> Listing.of(site, directory, catalogue);
      case Target.Nothing(String vary) -> notFound(request, site, catalogue, vary);
    };
  }

  /** The asset that a request names; null where it names none, or where it is sent elsewhere. */
  public static @Nullable Asset asset(AssetRequest request, Site site) {
    RequestPath path = RequestPath.parse(request.path());
    if (path == null) {
      return null;
    }
    return switch (Target.find(path, request, site.settings(), site.catalogue())) {
      case Target.Found(Asset asset) -> asset;
      case Target.Fallback(Asset asset) -> asset;
      case Target.Elsewhere _, Target.Children _, Target.Nothing _ -> null;
    };
  }

  /** The site's own page for a failure of ours, or a plain one. */
  public static AssetResponse failure(AssetRequest request, Site site, int status) {
    Asset page = site.catalogue().asset("/" + site.settings().errorPage());
    if (page == null || page.variants() == null) {
      return Errors.of(status, site);
    }
    return page(request, site, page, status, "");
  }

  /**
   * An asset as what was asked for.
   *
   * @param vary what was looked at to find it, where the path alone does not name it; empty if so
   */
  private static AssetResponse content(AssetRequest request, Site site, Asset found, String vary) {
    Flattened flattened = site.flattened(found);
    Asset asset = flattened.sent(found);
    Variants variants = asset.variants();
    if (variants == null) {
      return new AssetResponse.Pending(asset);
    }
    Variant variant = site.choose(request, asset, variants);
    if (variant == null) {
      String coded = site.vary(asset).isEmpty() ? "Accept-Encoding" : site.vary(asset);
      return Errors.of(406, site, new Field("Vary", vary(coded, vary)));
    }
    Representation rendered = flattened.represent(Representation.of(site, asset, variant));
    Representation named =
        Fingerprint.names(request.query(), asset, variants) ? rendered.named() : null;
    Representation representation =
        !vary.isEmpty()
            ? rendered.fallback(vary(site.vary(asset), vary))
            : named == null ? rendered : named;
    Instant lastModified = asset.composed() ? null : asset.lastModified();
    return switch (Conditions.evaluate(request, variant.tag(), lastModified)) {
      case NOT_MODIFIED -> new AssetResponse.Empty(representation.notModified());
      case PRECONDITION_FAILED -> Errors.of(412, site);
      case PROCEED_WHOLE -> whole(asset, representation);
      case PROCEED -> range(request, asset, representation, site);
    };
  }

  /** {@code Range} is defined for GET alone (RFC 9110, section 14.2). */
  private static AssetResponse range(
      AssetRequest request, Asset asset, Representation representation, Site site) {
    long length = representation.variant().length();
    List<ByteRange> ranges =
        request.range() == null || !request.get() ? null : ByteRange.parse(request.range(), length);
    if (ranges == null) {
      return whole(asset, representation);
    }
    if (ranges.isEmpty()) {
      return Errors.of(416, site, new Field("Content-Range", "bytes */" + length));
    }
    if (ranges.size() > 1) {
      return Multipart.of(asset, representation, ranges);
    }
    ByteRange range = ranges.getFirst();
    Head head =
        representation.derive(
            206,
            new Field("Content-Range", range.contentRange(length)),
            new Field("Content-Length", Long.toString(range.length())));
    return new AssetResponse.PartialContent(head, asset, representation.variant().body(), range);
  }

  private static AssetResponse whole(Asset asset, Representation representation) {
    return new AssetResponse.Content(representation.ok(), asset, representation.variant().body());
  }

  private static AssetResponse notFound(
      AssetRequest request, Site site, Catalogue catalogue, String vary) {
    Asset page = catalogue.asset("/" + site.settings().notFoundPage());
    return page == null
        ? Errors.of(404, site, new Field("Vary", vary))
        : page(request, site, page, 404, vary);
  }

  /**
   * The page of an error. It is not a representation of what was asked for, so it has no validators
   * and no ranges.
   */
  private static AssetResponse page(
      AssetRequest request, Site site, Asset found, int status, String vary) {
    Asset asset = site.flattened(found).sent(found);
    Variants variants = asset.variants();
    if (variants == null) {
      return new AssetResponse.Pending(asset);
    }
    Variant chosen = Negotiation.choose(request.acceptEncoding(), variants);
    Variant variant = chosen == null ? variants.identity() : chosen;
    Representation representation = Representation.of(site, asset, variant);
    Head head =
        representation.derive(
            status,
            new Field("Vary", vary(coding(asset), vary)),
            new Field("Cache-Control", CachePolicy.REVALIDATE),
            new Field("ETag", ""),
            new Field("Last-Modified", ""),
            new Field("Accept-Ranges", ""));
    return new AssetResponse.Content(head, asset, variant.body());
  }

  private static String coding(Asset asset) {
    return asset.negotiable() ? "Accept-Encoding" : "";
  }

  private static String vary(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + ", " + second;
  }

  /** The location keeps the raw spelling of the request, which was found to be canonical. */
  private static AssetResponse redirect(AssetRequest request, Site site, String location) {
    String query = request.query() == null ? "" : "?" + request.query();
    return Errors.of(308, site, new Field("Location", location + query));
  }

  private static boolean visible(String text) {
    return text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  /** What a path names on a site. */
  sealed interface Target {
    /** What a single-page fallback looks at, and so what its responses vary by. */
    String NAVIGATION_VARY = "Accept, Sec-Fetch-Mode";

    record Found(Asset asset) implements Target {}

    /** A navigation to nothing, answered by the single page. */
    record Fallback(Asset asset) implements Target {}

    record Elsewhere(String location) implements Target {}

    record Children(String directory) implements Target {}

    record Nothing(String vary) implements Target {}

    static Target find(
        RequestPath path, AssetRequest request, SiteSettings settings, Catalogue catalogue) {
      String name = path.decoded();
      if (catalogue.directory(name)) {
        Target inside = inside(name, settings, catalogue);
        if (inside != null) {
          return path.slash() ? inside : new Elsewhere(request.path() + "/");
        }
      }
      Asset asset = catalogue.asset(name);
      Asset clean =
          settings.cleanUrls() && !path.decoded().equals("/")
              ? catalogue.asset(name + ".html")
              : null;
      if (path.slash()) {
        if (asset != null || clean != null) {
          return new Elsewhere(request.path().substring(0, request.path().length() - 1));
        }
      } else if (asset != null) {
        return settings.cleanUrls() && name.endsWith(".html")
            ? cleaned(request.path(), path, settings, asset)
            : new Found(asset);
      } else if (clean != null) {
        return new Found(clean);
      }
      return nothing(path, request, settings, catalogue);
    }

    /** The index of a directory, or the list of what is in it; null when it shows neither. */
    private static @Nullable Target inside(
        String directory, SiteSettings settings, Catalogue catalogue) {
      String prefix = directory.equals("/") ? "/" : directory + "/";
      for (String index : settings.index()) {
        Asset asset = catalogue.asset(prefix + index);
        if (asset != null) {
          return new Found(asset);
        }
      }
      return settings.listing() ? new Children(directory) : null;
    }

    /**
     * With clean URLs, {@code /about.html} is {@code /about} and {@code /docs/index.html} is {@code
     * /docs/}.
     */
    private static Target cleaned(
        String raw, RequestPath path, SiteSettings settings, Asset asset) {
      if (settings.index().getFirst().equals(path.name())) {
        return new Elsewhere(raw.substring(0, raw.lastIndexOf('/') + 1));
      }
      // A name whose spelling is encoded, or that is also something else without ".html", stays as
      // it is.
      return raw.endsWith(".html")
          ? new Elsewhere(raw.substring(0, raw.length() - ".html".length()))
          : new Found(asset);
    }

    private static Target nothing(
        RequestPath path, AssetRequest request, SiteSettings settings, Catalogue catalogue) {
      Asset page = settings.spa().map(spa -> catalogue.asset("/" + spa)).orElse(null);
      if (page == null || path.name().indexOf('.') >= 0) {
        return new Nothing("");
      }
      return request.navigation() ? new Fallback(page) : new Nothing(NAVIGATION_VARY);
    }
  }
}
