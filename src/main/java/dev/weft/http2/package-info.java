/** The seam with Jetty's HTTP/2: connection factory, budgets of control frames. Knows no assets. */
@NullMarked
package dev.weft.http2;

import org.jspecify.annotations.NullMarked;
