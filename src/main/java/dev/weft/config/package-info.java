/** The configuration as validated records, and {@code weft.toml} read into them. */
@NullMarked
package dev.weft.config;

import org.jspecify.annotations.NullMarked;
