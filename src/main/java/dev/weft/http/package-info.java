/**
 * Request to response decisions of RFC 9110 and RFC 9111. Pure: no thread, clock, I/O or Jetty
 * type.
 */
@NullMarked
package dev.weft.http;

import org.jspecify.annotations.NullMarked;
