/**
 * The imports found in documents, scripts and style sheets, and what a page will need. Pure: no
 * file is touched, and whoever asks says how bytes are read.
 */
@NullMarked
package dev.weft.graph;

import org.jspecify.annotations.NullMarked;
