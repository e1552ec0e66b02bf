package dev.weft.http2;

/**
 * What a connection may send of the frames that cost work and move no bytes, by kind: a page of
 * images makes a burst of priorities, and a navigation away a burst of resets, neither of which is
 * an attack.
 *
 * @param priority PRIORITY and PRIORITY_UPDATE
 * @param reset RST_STREAM, and WINDOW_UPDATE of a closed stream that answers nothing
 * @param control all others: PING, SETTINGS, CONTINUATION, empty and unknown frames, malformed
 *     requests, and whatever makes this side reset a stream
 */
public record FrameBudgets(Budget priority, Budget reset, Budget control) {}
