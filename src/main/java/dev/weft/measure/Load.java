package dev.weft.measure;

/**
 * A page that was loaded by a protocol client, and what that took.
 *
 * @param files that came
 * @param tcpHandshakes connections that were made
 * @param tlsHandshakes of them that came as far as HTTP
 * @param roundTrips that had to be over one after the other: those of handshakes, and one for each
 *     request that could only be sent when the response to another was there
 * @param concurrent requests without their response at once, at most
 * @param overtaking responses that were complete before one that was asked for earlier
 * @param retries requests that were sent again
 * @param requestFields header bytes of all requests as HTTP/1.1 would write them
 * @param requestHeaders header bytes as they were sent
 * @param responseFields header bytes of all responses as HTTP/1.1 would write them
 * @param responseHeaders header bytes as they came
 * @param contentBytes of all files as they were transferred
 * @param bytes over TCP both ways, TLS and all
 * @param codeMillis until the last document, script or style sheet was there
 * @param millis until everything was there
 */
public record Load(
    Way way,
    int files,
    long tcpHandshakes,
    long tlsHandshakes,
    int roundTrips,
    int concurrent,
    int overtaking,
    long retries,
    long requestFields,
    long requestHeaders,
    long responseFields,
    long responseHeaders,
    long contentBytes,
    long bytes,
    double codeMillis,
    double millis) {}
