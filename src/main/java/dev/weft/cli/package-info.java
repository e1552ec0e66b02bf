/** The commands. Arguments become validated records here; the only package that prints. */
@NullMarked
package dev.weft.cli;

import org.jspecify.annotations.NullMarked;
