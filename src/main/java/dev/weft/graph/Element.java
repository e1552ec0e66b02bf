package dev.weft.graph;

import java.util.Map;

/**
 * An element of a document that asks for something, or that changes what is asked for.
 *
 * @param start byte of its {@code <}
 * @param contentStart byte after its start tag
 * @param contentEnd byte of its end tag, for a script or a style; of others like {@code
 *     contentStart}
 * @param end byte after its end tag, for a script or a style; of others like {@code contentStart}
 * @param attributes by names in lower case, with character references resolved
 * @param url what it refers to; empty for an inline one
 * @param urlStart byte at which the value with the URL begins, as it is written
 * @param urlEnd the byte after it
 */
public record Element(
    Role role,
    int start,
    int contentStart,
    int contentEnd,
    int end,
    Map<String, String> attributes,
    String url,
    int urlStart,
    int urlEnd) {
  /** What an element is there for. */
  public enum Role {
    /** {@code <base href>}. */
    BASE,
    /** {@code <meta http-equiv=content-security-policy content>}; the policy is no URL. */
    POLICY,
    /** {@code <script type=importmap>}. */
    IMPORT_MAP,
    /** {@code <script type=module>}. */
    MODULE,
    /** A classic script, but for those that browsers with modules leave out. */
    SCRIPT,
    /** {@code <link rel=modulepreload>}. */
    MODULE_PRELOAD,
    /** {@code <link rel=preload>}. */
    PRELOAD,
    /** {@code <link rel=stylesheet>}. */
    STYLE_SHEET,
    /** {@code <style>}. */
    STYLE,
    /** {@code <img src>}. */
    IMAGE,
    /** Something else that is fetched: an icon, a frame, a video, one of several images. */
    OTHER,
    /** What is referred to and not fetched, such as the next page. */
    LINK
  }

  public Element {
    attributes = Map.copyOf(attributes);
  }

  /** Whether what it would refer to stands in the document itself. */
  public boolean inline() {
    return url.isEmpty();
  }

  /** An attribute; empty without it. */
  public String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }
}
