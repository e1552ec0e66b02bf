package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an asset is sent: a document so that a browser knows at once of all the modules
 * that it needs, and a document or a style sheet so that what it names can be kept.
 */
public sealed interface Flattened {
  /** Of what needs nothing, and of what nothing is known of yet. */
  record AsItIs() implements Flattened {}

  /** Another text in its place, which has the links, and names by content. */
  record Composed(Asset asset) implements Flattened {}

  /** The document with the links in its header. Immutable, but for what it keeps. */
  final class Linked implements Flattened {
    /** One for each coding, and some that are replaced. */
    private static final int MOST_KEPT = 8;

    private final Field link;
    private final @Nullable Head hints;
    private volatile Map<Variant, Representation> rendered = Map.of();

    /**
     * @param early whether a browser is told before the response, too
     */
    public Linked(Field link, boolean early) {
      this.link = link;
      this.hints = early ? new Head(103, List.of(link)) : null;
    }

    public Field link() {
      return link;
    }

    /** Rendered once; when two threads meet, both render and either is kept. */
    private Representation rendered(Representation plain) {
      Map<Variant, Representation> known = rendered;
      Representation linked = known.get(plain.variant());
      if (linked == null) {
        linked = plain.with(link);
        Map<Variant, Representation> more =
            known.size() < MOST_KEPT ? new HashMap<>(known) : new HashMap<>();
        more.put(plain.variant(), linked);
        rendered = Map.copyOf(more);
      }
      return linked;
    }
  }

  /** What is sent for the asset of the catalogue. */
  default Asset sent(Asset asset) {
    return switch (this) {
      case Composed(Asset other) -> other;
      case AsItIs _, Linked _ -> asset;
    };
  }

  /** How a variant of what is sent is described. */
  default Representation represent(Representation plain) {
    return switch (this) {
      case Linked linked -> linked.rendered(plain);
      case AsItIs _, Composed _ -> plain;
    };
  }

  /** What is sent before the response; null for nothing. */
  default @Nullable Head hints() {
    return this instanceof Linked linked ? linked.hints : null;
  }
}
