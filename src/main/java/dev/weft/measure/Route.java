package dev.weft.measure;

import java.util.Optional;

/**
 * How a browser reaches a server.
 *
 * @param port where the browser connects to instead of the URL's own host and port: on this
 *     machine, for every host; empty for as the URL says
 * @param http2 whether it may use HTTP/2
 * @param key SHA-256 of the public key, in Base64, of a certificate that is to be believed although
 *     the system does not; empty for none
 */
record Route(Optional<Integer> port, boolean http2, Optional<String> key) {}
