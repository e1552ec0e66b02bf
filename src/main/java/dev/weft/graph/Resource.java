package dev.weft.graph;

import dev.weft.asset.Asset;
import java.util.List;

/**
 * What a page asks for, and the asset that answers.
 *
 * @param url as a request names it, such as {@code /js/app.js?v=2}; with its origin only where that
 *     is not the document's
 * @param depth how many answers have to come first, of which the document is one: 1 for what the
 *     document itself names
 * @param by path of the file that names it first
 * @param imports URLs of what it imports statically, and the site has, in the order of the text
 */
public record Resource(
    String url, Asset asset, Kind kind, int depth, String by, List<String> imports) {
  /** What it is asked for as. */
  public enum Kind {
    /** A JavaScript module. */
    MODULE,
    /** Imported {@code with { type: 'json' }}. */
    JSON_MODULE,
    /** Imported {@code with { type: 'css' }}. */
    CSS_MODULE,
    STYLE_SHEET,
    /** A classic script. */
    SCRIPT,
    FONT,
    IMAGE,
    /** An icon, a frame, a video, what the page preloads and nobody here is seen to use. */
    OTHER
  }

  public Resource {
    imports = List.copyOf(imports);
  }
}
