package dev.weft.measure;

import java.util.List;
import java.util.Optional;

/**
 * How a browser reaches a server.
 *
 * @param port where the browser connects to instead of where the URL says, on this machine; empty
 *     for as the URL says
 * @param hosts for which it does; may begin with {@code *.}; at least one
 * @param http2 whether it may use HTTP/2
 * @param shown a certificate that is to be believed although the system does not; empty for none
 */
record Route(
    Optional<Integer> port, List<String> hosts, boolean http2, Optional<Believed.Shown> shown) {
  Route {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("hosts: none (expected: at least one)");
    }
  }
}
