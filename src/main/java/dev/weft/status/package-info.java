/**
 * What is happening now: counters, traces of connections, immutable snapshots of them, and the
 * servlets that show them. The servlets and the format of the metrics are loaded when somebody
 * first asks for them.
 */
@NullMarked
package dev.weft.status;

import org.jspecify.annotations.NullMarked;
