/** What the tests of several packages share: certificates, and clients that speak raw frames. */
@NullMarked
package dev.weft.testing;

import org.jspecify.annotations.NullMarked;
