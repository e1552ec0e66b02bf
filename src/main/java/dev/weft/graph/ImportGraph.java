package dev.weft.graph;

import dev.weft.asset.Asset;
import dev.weft.asset.Catalogue;
import dev.weft.asset.EntityTag;
import dev.weft.asset.Variants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the documents of a site ask for, and what that asks for in turn: one for each catalogue.
 * Immutable, and safe to be read by many threads.
 *
 * <p>Making one reads every document, and every script and style sheet that a document leads to,
 * once; {@link #next} reads what changed since. It keeps what the files say, and no bytes of them.
 */
public final class ImportGraph {
  private final Catalogue catalogue;
  private final GraphOptions options;
  private final Map<String, Known> known;
  private final List<String> documents;
  private final Set<String> used;
  private final int reads;

  /**
   * @param tag of its bytes, if it was known when they were read
   */
  private record Known(Asset asset, @Nullable EntityTag tag, Scan scan) {}

  private ImportGraph(
      Catalogue catalogue,
      GraphOptions options,
      Reading reading,
      List<String> documents,
      Set<String> used) {
    this.catalogue = catalogue;
    this.options = options;
    this.known = Map.copyOf(reading.known);
    this.documents = List.copyOf(documents);
    this.used = Set.copyOf(used);
    this.reads = reading.reads;
  }

  /**
   * The graph of everything that the documents of a catalogue lead to.
   *
   * @param reader is called once for each file
   */
  public static ImportGraph of(Catalogue catalogue, AssetReader reader, GraphOptions options) {
    return make(catalogue, new Reading(reader, Map.of(), options), options);
  }

  /** The same with what is usual. */
  public static ImportGraph of(Catalogue catalogue, AssetReader reader) {
    return of(catalogue, reader, GraphOptions.DEFAULTS);
  }

  /**
   * The graph of a later catalogue: a file is read only if this graph does not know it in the same
   * version.
   */
  public ImportGraph next(Catalogue later, AssetReader reader) {
    return make(later, new Reading(reader, known, options), options);
  }

  private static ImportGraph make(Catalogue catalogue, Reading reading, GraphOptions options) {
    List<String> documents = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Asset asset : catalogue.assets()) {
      boolean document = Scan.document(asset);
      if (document) {
        documents.add(asset.path());
      }
      if (document || options.entries().contains(asset.path())) {
        Walk.from(asset, catalogue, reading::scan, options).addUsed(used);
      }
    }
    return new ImportGraph(catalogue, options, reading, documents, used);
  }

  /** What is being read for a graph that is being made. */
  private static final class Reading {
    private final AssetReader reader;
    private final Map<String, Known> before;
    private final GraphOptions options;
    private final Map<String, Known> known = new HashMap<>();
    private int reads;

    Reading(AssetReader reader, Map<String, Known> before, GraphOptions options) {
      this.reader = reader;
      this.before = before;
      this.options = options;
    }

    Scan scan(Asset asset) {
      if (!Scan.speaks(asset)) {
        return new Scan.Nothing();
      }
      Known now = known.get(asset.path());
      if (now == null) {
        now = know(asset);
        known.put(asset.path(), now);
      }
      return now.scan();
    }

    private Known know(Asset asset) {
      EntityTag tag = tag(asset);
      Known old = before.get(asset.path());
      if (old != null && (old.asset() == asset || (tag != null && tag.equals(old.tag())))) {
        return new Known(asset, tag == null ? old.tag() : tag, old.scan());
      } else if (asset.size() > options.fileSize()) {
        return new Known(asset, tag, unknown(asset.size() + " bytes", options.fileSize()));
      } else if (reads >= options.files()) {
        return new Known(asset, tag, unknown("not read", options.files()));
      }
      reads++;
      try {
        Scan scan = Scan.of(asset, reader.read(asset));
        return new Known(asset, tag(asset), scan);
      } catch (IOException e) {
        return new Known(asset, null, new Scan.Unknown("cannot be read: " + e.getMessage()));
      }
    }

    private static Scan unknown(String found, int most) {
      return new Scan.Unknown(found + " (expected: at most " + most + ")");
    }

    private static @Nullable EntityTag tag(Asset asset) {
      Variants variants = asset.variants();
      return variants == null ? null : variants.identity().tag();
    }
  }

  /**
   * What a page will need; empty for what is neither a document of the site nor one of the entries
   * that is a module or a style sheet. Made at each call: whoever needs it again keeps it.
   *
   * @param path canonical, such as {@code /index.html}
   */
  public Optional<PagePlan> page(String path) {
    Asset asset = catalogue.asset(path);
    boolean entry = options.entries().contains(path);
    if (asset == null || !(entry ? Scan.speaks(asset) : Scan.document(asset))) {
      return Optional.empty();
    }
    return Optional.of(Walk.from(asset, catalogue, this::scan, options).plan());
  }

  Scan scan(Asset asset) {
    Known scanned = known.get(asset.path());
    if (scanned != null) {
      return scanned.scan();
    }
    return Scan.speaks(asset) ? new Scan.Unknown("was not read") : new Scan.Nothing();
  }

  /** The catalogue that this graph is of. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Paths of all documents, sorted. */
  public List<String> documents() {
    return documents;
  }

  /** Paths of the files that no document leads to, sorted. */
  public List<String> unused() {
    return catalogue.assets().stream().map(Asset::path).filter(p -> !used.contains(p)).toList();
  }

  /** The style sheets that something leads to. */
  public Set<Asset> sheets() {
    return known.values().stream()
        .filter(each -> each.scan() instanceof Scan.OfStyle)
        .map(Known::asset)
        .collect(Collectors.toSet());
  }

  GraphOptions options() {
    return options;
  }

  /** How many files were read for this graph. */
  public int reads() {
    return reads;
  }
}
