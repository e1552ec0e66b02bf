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
 * UnfinishedRequests}. Requests are handled by that thread too, since our handler never blocks:
 * first all of what was read is parsed, then all its requests are handled, and only then is
 * anything sent.
 *
 * <p>Sending. Responses wait in the {@link Pump}, whose scheduler says which goes next, by what
 * {@link StreamPriorities} knows. It gives Jetty a batch when nothing is in flight: from the thread
 * that parsed, that pushed, or, when a batch was written, from Jetty's flusher, and now and then
 * from a timer, where a window stays small. {@link BatchSize} and {@link UnsentLimit} keep little
 * between the choice and the wire.
 *
 * <p>From other threads come: the end of a response that was read from disk, timeouts, the retiring
 * of a connection, and the stop of the server. They enter through {@link Http2Stream#reset}, the
 * pump and Jetty's flusher, so what they may meet is safe by itself: the flags of a stream are
 * volatile, the pump has one monitor for what waits and what is in flight, the priorities have one
 * that is never held with it, and each {@link TokenBucket} is its own lock. Under these locks is
 * arithmetic only: no I/O, callback or logging, and no other lock is taken. Jetty holds no lock of
 * its own where it calls us.
 *
 * <p>What happens is told to the {@link dev.weft.status.Trace} of the connection, by whichever
 * thread it happens on and never under the pump's lock: the order of the frames is that in which
 * they are handed over, since one thread hands over at a time. Where nobody looks, telling is one
 * volatile read. A trace has a monitor of its own, under which it only counts and keeps.
 *
 * <p>A peer can make nothing here grow without bound: streams are bounded by the settings, the ids
 * of unfinished requests by a number, a lingering request by bytes and time.
 */
@NullMarked
package dev.weft.http2;

import org.jspecify.annotations.NullMarked;
