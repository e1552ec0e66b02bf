/**
 * The seam with Jetty's HTTP/2: the connection factory, the session, the budgets of control frames.
 * Knows no assets.
 *
 * <p>It is made of subclasses of Jetty's parts, some of them internal; {@code JettyInternalsTest}
 * says which, and what to compare when Jetty's version changes.
 *
 * <p>Threads. The frames of a connection are parsed by one thread at a time, not always the same;
 * Jetty hands the connection over with a happens-before. What only parsing touches therefore needs
 * no lock: the parser, the type of the frame in {@link FrameRateControl}, and {@link
 * UnfinishedRequests}. Requests are handled by that thread too, since our handler never blocks.
 *
 * <p>From other threads come: the end of a response that was read from disk, timeouts, and the stop
 * of the server. They enter through {@link Http2Stream#reset} and Jetty's flusher, so what they may
 * meet is safe by itself: the flags of a stream are volatile, and each {@link TokenBucket} is its
 * own lock, held for arithmetic only. No I/O, callback or logging happens under it, and no other
 * lock is taken with it. Jetty holds no lock of its own where it calls us.
 *
 * <p>A peer can make nothing here grow without bound: streams are bounded by the settings, the ids
 * of unfinished requests by a number, a lingering request by bytes and time.
 */
@NullMarked
package dev.weft.http2;

import org.jspecify.annotations.NullMarked;
