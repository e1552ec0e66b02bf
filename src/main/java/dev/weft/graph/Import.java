package dev.weft.graph;

import org.jspecify.annotations.Nullable;

/**
 * What a module asks for in one place.
 *
 * @param specifier decoded; null for {@code import.meta}, and for an {@code import()} of what only
 *     runs know
 * @param type the {@code type} attribute (such as {@code json} or {@code css}); empty without one
 * @param start byte at which the specifier begins, without its quotes; of a dynamic one that is no
 *     literal, where the expression does
 * @param end the byte after it
 */
public record Import(Kind kind, @Nullable String specifier, String type, int start, int end) {
  /** How something is imported. */
  public enum Kind {
    /** {@code import … from}, {@code import '…'}, {@code export … from}: before the module runs. */
    STATIC,
    /** {@code import(…)}: when it gets there, if ever. */
    DYNAMIC,
    /** {@code import.meta}: nothing more is asked for. */
    META
  }
}
