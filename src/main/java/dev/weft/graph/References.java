package dev.weft.graph;

import dev.weft.asset.Asset;
import dev.weft.graph.Element.Role;
import dev.weft.graph.StyleText.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the documents and style sheets of a site name other files of it. Documents do not count as
 * such: their URLs are for people, and scripts look at them.
 */
public final class References {
  private final ImportGraph graph;

  public References(ImportGraph graph) {
    this.graph = graph;
  }

  /**
   * What a document has the browser fetch, in the order of the text.
   *
   * @param text its bytes, of the version that the graph was made of
   */
  public List<Naming> ofDocument(Asset page, byte[] text) {
    List<Naming> found = new ArrayList<>();
    if (graph.scan(page) instanceof Scan.OfDocument(var document, _, var styles, _)) {
      Url base = base(page, document);
      for (Element element : document.elements()) {
        switch (element.role()) {
          case STYLE -> {
            StyleText style = styles.get(element.start());
            addAll(style == null ? List.of() : style.references(), base, text, found);
          }
          case MODULE, SCRIPT, MODULE_PRELOAD, PRELOAD, STYLE_SHEET, IMAGE, OTHER -> {
            if (!element.inline()) {
              add(
                  element.role(),
                  element.url(),
                  text,
                  element.urlStart(),
                  element.urlEnd(),
                  base,
                  found);
            }
          }
          case BASE, POLICY, IMPORT_MAP, LINK -> {}
        }
      }
    }
    return found;
  }

  /** What a style sheet names, in the order of the text. */
  public List<Naming> ofSheet(Asset sheet, byte[] text) {
    List<Naming> found = new ArrayList<>();
    if (graph.scan(sheet) instanceof Scan.OfStyle(var style)) {
      addAll(style.references(), address(sheet), text, found);
    }
    return found;
  }

  /** What some document gives the hash of, so that no other bytes may be sent for it. */
  public Set<Asset> checked() {
    Set<Asset> checked = new HashSet<>();
    for (String path : graph.documents()) {
      Asset page = graph.catalogue().asset(path);
      if (page != null
          && graph.scan(page) instanceof Scan.OfDocument(var document, _, _, var maps)) {
        Url base = base(page, document);
        document.elements().stream()
            .filter(element -> !element.attribute("integrity").isEmpty())
            .forEach(element -> addAsset(element.url(), base, checked));
        for (String text : maps.values()) {
          checkedBy(text, base).forEach(url -> addAsset(url, base, checked));
        }
      }
    }
    return checked;
  }

  private static Set<String> checkedBy(String map, Url base) {
    try {
      return map.contains("integrity") ? ImportMap.parse(map, base).integrity().keySet() : Set.of();
    } catch (IllegalArgumentException e) {
      return Set.of(); // a browser leaves it out, too
    }
  }

  private void addAsset(String written, Url base, Set<Asset> into) {
    Url url = Url.parse(written, base);
    Asset asset = url == null ? null : asset(url);
    if (asset != null) {
      into.add(asset);
    }
  }

  private void addAll(List<Reference> references, Url base, byte[] text, List<Naming> found) {
    for (Reference each : references) {
      add(Role.STYLE, each.url(), text, each.start(), each.end(), base, found);
    }
  }

  private void add(
      Role role, String written, byte[] text, int start, int end, Url base, List<Naming> found) {
    Url url = Url.parse(written, base);
    Asset asset = url == null ? null : asset(url);
    int at = queryAt(text, start, end);
    if (url != null && asset != null && !Scan.document(asset) && at >= 0) {
      found.add(new Naming(role, name(url), asset, at));
    }
  }

  /** Before the fragment, or at the end; -1 where there is a query, or may be one in an escape. */
  private static int queryAt(byte[] text, int start, int end) {
    int last = end;
    while (last > start && text[last - 1] >= 0 && text[last - 1] <= ' ') {
      last--;
    }
    for (int i = start; i < last; i++) {
      switch (text[i]) {
        case '#' -> {
          return i;
        }
        case '?', '&', '\\' -> {
          return -1;
        }
        default -> {}
      }
    }
    return last;
  }

  private Url base(Asset page, Document document) {
    Url address = address(page);
    Url base = document.base().map(href -> Url.parse(href, address)).orElse(null);
    return base == null ? address : base;
  }

  private Url address(Asset asset) {
    return Url.of(graph.options().origins().getFirst(), asset.path());
  }

  private String name(Url url) {
    boolean here = url.origin().equals(graph.options().origins().getFirst());
    return here ? url.target() : url.origin() + url.target();
  }

  private @Nullable Asset asset(Url url) {
    boolean own = url.http() && graph.options().origins().contains(url.origin());
    String path = own ? url.file() : null;
    return path == null ? null : graph.catalogue().asset(path);
  }
}
