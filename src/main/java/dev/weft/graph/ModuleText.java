package dev.weft.graph;

import java.util.List;
import java.util.Optional;

/**
 * What the text of a module says of its imports.
 *
 * @param imports in the order of the text
 * @param problem why the text could not be understood to its end, such as {@code byte 17: a string
 *     without end}; what stands before is in the imports
 */
public record ModuleText(List<Import> imports, Optional<String> problem) {
  public ModuleText {
    imports = List.copyOf(imports);
  }

  /** Those of one kind that name what they import, in the order of the text. */
  public List<Import> named(Import.Kind kind) {
    return imports.stream().filter(i -> i.kind() == kind && i.specifier() != null).toList();
  }
}
