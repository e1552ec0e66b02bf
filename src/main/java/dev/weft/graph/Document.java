package dev.weft.graph;

import dev.weft.graph.Element.Role;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the text of a document says of what it needs.
 *
 * @param elements in the order of the text
 * @param headEnd byte at which the head ends: of {@code </head>}, or of the first thing that is not
 *     for a head
 * @param bodyEnd byte at which elements can be added to the body: of {@code </body>}, or the end of
 *     the text; empty where they would become part of something that has no end
 * @param problem why nothing is known of it, such as its encoding
 */
public record Document(
    List<Element> elements, int headEnd, OptionalInt bodyEnd, Optional<String> problem) {
  /** What has to come before links that let a browser fetch modules. */
  private static final Set<Role> BEFORE_LINKS =
      EnumSet.of(Role.BASE, Role.POLICY, Role.IMPORT_MAP, Role.STYLE_SHEET, Role.STYLE);

  /** What has to come after an import map. */
  private static final Set<Role> AFTER_MAP =
      EnumSet.of(Role.IMPORT_MAP, Role.MODULE, Role.SCRIPT, Role.MODULE_PRELOAD);

  public Document {
    elements = List.copyOf(elements);
  }

  /** The elements of one role. */
  public Stream<Element> elements(Role role) {
    return elements.stream().filter(element -> element.role() == role);
  }

  /** The {@code href} of the first {@code <base>}. */
  public Optional<String> base() {
    return elements(Role.BASE).map(Element::url).findFirst();
  }

  /** The security policies of the document itself. */
  public List<String> policies() {
    return elements(Role.POLICY).map(element -> element.attribute("content")).toList();
  }

  /**
   * The byte at which links to modules can be inserted: after the style sheets of the head, for
   * what they draw comes first, after its policies and after every import map, for a module that is
   * asked for earlier would be resolved without it; where there is none of these, before the first
   * script of the head, or at its end.
   */
  public int linkPosition() {
    return elements.stream()
        .filter(element -> BEFORE_LINKS.contains(element.role()))
        .filter(element -> element.start() < headEnd || element.role() == Role.IMPORT_MAP)
        .map(Element::end)
        .max(Comparator.naturalOrder())
        .orElseGet(() -> first(EnumSet.of(Role.MODULE, Role.SCRIPT, Role.MODULE_PRELOAD)));
  }

  /**
   * The byte at which an import map can be inserted: before every script, module preload and import
   * map, or at the end of the head.
   */
  public int importMapPosition() {
    return first(AFTER_MAP);
  }

  private int first(Set<Role> roles) {
    return elements.stream()
        .filter(element -> roles.contains(element.role()) && element.start() < headEnd)
        .findFirst()
        .map(Element::start)
        .orElse(headEnd);
  }
}
