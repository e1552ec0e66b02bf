package dev.weft.measure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One of the ways in which a page is loaded, to be compared with others.
 *
 * @param name short, for reports
 * @param url of the page
 * @param server where the browser is led, instead of to the host of the URL; empty for as the URL
 *     says
 * @param http2 whether the browser may use HTTP/2
 */
public record Variant(String name, URI url, Optional<InetSocketAddress> server, boolean http2) {
  public Variant {
    url = PageUrl.canonical(url);
  }

  /** The port of the URL. */
  int port() {
    return PageUrl.port(url);
  }

  /**
   * Where the server is.
   *
   * @param patience with who has to be asked
   * @throws IOException when nobody knows, or not in time
   */
  InetSocketAddress address(Duration patience) throws IOException, InterruptedException {
    return server.isPresent() ? server.get() : Lookup.of(url.getHost(), port(), patience);
  }
}
