/** The catalogue: asset, variant, coding, validator, media type. Only its scanner touches files. */
@NullMarked
package dev.weft.asset;

import org.jspecify.annotations.NullMarked;
