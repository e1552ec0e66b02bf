/** What is happening now: counters, and immutable snapshots of them. */
@NullMarked
package dev.weft.status;

import org.jspecify.annotations.NullMarked;
