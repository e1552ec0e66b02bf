/** Origins, authorities and what a certificate covers. Pure. */
@NullMarked
package dev.weft.origin;

import org.jspecify.annotations.NullMarked;
