/** PEM files, the local development authority, and the commands that make it trusted. */
@NullMarked
package dev.weft.tls;

import org.jspecify.annotations.NullMarked;
