package dev.weft.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.asset.Asset;
import java.util.HashMap;
import java.util.Map;

/** What one version of a file says. */
sealed interface Scan {
  /**
   * A document, and what stands in it by the byte where the element begins.
   *
   * @param maps texts of its import maps
   */
  record OfDocument(
      Document document,
      Map<Integer, ModuleText> modules,
      Map<Integer, StyleText> styles,
      Map<Integer, String> maps)
      implements Scan {
    static OfDocument read(byte[] text) {
      Document document = DocumentReader.read(text);
      Map<Integer, ModuleText> modules = new HashMap<>();
      Map<Integer, StyleText> styles = new HashMap<>();
      Map<Integer, String> maps = new HashMap<>();
      for (Element element : document.elements()) {
        int start = element.contentStart();
        int end = element.contentEnd();
        switch (element.role()) {
          case MODULE -> {
            if (element.inline()) {
              modules.put(element.start(), ModuleLexer.read(text, start, end));
            }
          }
          case STYLE -> styles.put(element.start(), StyleReader.read(text, start, end));
          case IMPORT_MAP -> maps.put(element.start(), new String(text, start, end - start, UTF_8));
          default -> {}
        }
      }
      return new OfDocument(document, modules, styles, maps);
    }
  }

  record OfModule(ModuleText module) implements Scan {}

  record OfStyle(StyleText style) implements Scan {}

  /** A file that says nothing here, such as an image. */
  record Nothing() implements Scan {}

  /** A file of which nothing is known, and why. */
  record Unknown(String reason) implements Scan {}

  /** Whether there is something to be read in a file of this type. */
  static boolean speaks(Asset asset) {
    return document(asset) || is(asset, "text/javascript") || is(asset, "text/css");
  }

  static boolean document(Asset asset) {
    return is(asset, "text/html");
  }

  private static boolean is(Asset asset, String type) {
    return asset.mediaType().value().startsWith(type);
  }

  /** Reads the text of a file, as what its type says. */
  static Scan of(Asset asset, byte[] text) {
    if (document(asset)) {
      return OfDocument.read(text);
    }
    return is(asset, "text/css")
        ? new OfStyle(StyleReader.read(text))
        : new OfModule(ModuleLexer.read(text));
  }
}
