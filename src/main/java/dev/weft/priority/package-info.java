/** Urgency, incremental, and the order in which streams are served. Pure. */
@NullMarked
package dev.weft.priority;

import org.jspecify.annotations.NullMarked;
