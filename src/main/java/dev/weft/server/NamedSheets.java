package dev.weft.server;

import dev.weft.asset.Asset;
import dev.weft.graph.ImportGraph;
import dev.weft.graph.Naming;
import dev.weft.graph.References;
import dev.weft.http.Edit;
import dev.weft.http.Fingerprint;
import dev.weft.http.Fingerprints.Queries;
import dev.weft.http.Flattened;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The style sheets of a site, each sent so that it names by content what it names.
 *
 * <p>What a sheet imports comes before it, for its bytes have the hash of theirs. Sheets that
 * import each other, and those that lead to such, have no first one: they are sent as they are, and
 * so is what a page gives the hash of.
 */
final class NamedSheets {
  private final References references;
  private final Composer composer;
  private final Map<Asset, Flattened> made = new HashMap<>();
  private final Set<Asset> named = new HashSet<>();
  private final Set<Asset> plain = new HashSet<>();

  /** Makes what is sent for an asset; empty where it is sent as it is. */
  @FunctionalInterface
  interface Composer {
    Optional<Flattened> compose(Asset asset, List<Edit> edits) throws IOException;
  }

  private NamedSheets(References references, Composer composer) {
    this.references = references;
    this.composer = composer;
  }

  /** Those that something in a graph leads to. */
  static NamedSheets of(ImportGraph graph, References references, Composer composer) {
    NamedSheets sheets = new NamedSheets(references, composer);
    sheets.make(graph.sheets());
    return sheets;
  }

  /** How sheets are sent, but for those that are sent as they are. */
  Map<Asset, Flattened> made() {
    return made;
  }

  /** The queries of all that is sent by now. */
  Queries queries() {
    return new Queries(this::query, named, plain);
  }

  private void make(Set<Asset> sheets) {
    Set<Asset> checked = references.checked();
    Map<Asset, List<Naming>> all = new HashMap<>();
    Map<Asset, Integer> awaited = new HashMap<>();
    Map<Asset, List<Asset>> importers = new HashMap<>();
    Deque<Asset> next = new ArrayDeque<>();
    for (Asset sheet : sheets) {
      List<Naming> namings = namings(sheet);
      all.put(sheet, namings);
      Set<Asset> imports = new HashSet<>();
      namings.stream().map(Naming::asset).filter(sheets::contains).forEach(imports::add);
      imports.forEach(each -> importers.computeIfAbsent(each, _ -> new ArrayList<>()).add(sheet));
      awaited.put(sheet, imports.size());
      if (imports.isEmpty()) {
        next.add(sheet);
      }
    }
    while (!next.isEmpty()) {
      Asset sheet = next.remove();
      if (!checked.contains(sheet)) {
        make(sheet, all.getOrDefault(sheet, List.of()));
      }
      for (Asset importer : importers.getOrDefault(sheet, List.of())) {
        if (awaited.merge(importer, -1, Integer::sum) == 0) {
          next.add(importer);
        }
      }
    }
    all.forEach(
        (sheet, namings) -> {
          Set<Asset> into = made.containsKey(sheet) ? named : plain;
          namings.forEach(naming -> into.add(naming.asset()));
        });
  }

  private List<Naming> namings(Asset sheet) {
    try {
      return references.ofSheet(sheet, sheet.bytes());
    } catch (IOException e) {
      return List.of(); // the file changed: the watch sees it, and this is done again
    }
  }

  private void make(Asset sheet, List<Naming> namings) {
    try {
      List<Edit> edits = queries().edits(namings);
      if (!edits.isEmpty()) {
        composer.compose(sheet, edits).ifPresent(sent -> made.put(sheet, sent));
      }
    } catch (IOException e) {
      // As above.
    }
  }

  private Optional<String> query(Asset asset) {
    try {
      Flattened sent = made.get(asset);
      return Optional.of(Fingerprint.query((sent == null ? asset : sent.sent(asset)).tag()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
