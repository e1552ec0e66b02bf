package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.Variant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How a document is sent so that a browser knows at once of all the modules that it needs. */
public sealed interface Flattened {
  /** Of what needs nothing, and of what nothing is known of yet. */
  record AsItIs() implements Flattened {}

  /** Another document in its place, which has the links. */
  record Inline(Asset asset) implements Flattened {}

  /** The document with the links in its header. */
  record Linked(Field link, @Nullable Head hints, Map<Variant, Representation> rendered)
      implements Flattened {
    /** Early means that a browser is told before the response, too. */
    public static Linked of(Field link, boolean early) {
      Head hints = early ? new Head(103, List.of(link)) : null;
      return new Linked(link, hints, new ConcurrentHashMap<>());
    }
  }

  /** What is sent for the asset of the catalogue. */
  default Asset sent(Asset asset) {
    return switch (this) {
      case Inline(Asset other) -> other;
      case AsItIs _, Linked _ -> asset;
    };
  }

  /** How a variant of what is sent is described. */
  default Representation represent(Representation plain) {
    return switch (this) {
      case Linked(Field link, _, var rendered) ->
          rendered.computeIfAbsent(plain.variant(), _ -> plain.with(link));
      case AsItIs _, Inline _ -> plain;
    };
  }

  /** What is sent before the response; null for nothing. */
  default @Nullable Head hints() {
    return this instanceof Linked linked ? linked.hints() : null;
  }
}
