/** The Jetty assembly: connectors, handler tree, response writer, drain. */
@NullMarked
package dev.weft.server;

import org.jspecify.annotations.NullMarked;
