package dev.weft.measure;

/** Fetches from one origin, in one version of HTTP. */
sealed interface Client extends AutoCloseable permits Http1Client, Http2Client {
  /** Asks; the exchange's response completes in a thread of the client's. */
  void fetch(Exchange exchange);

  @Override
  void close();
}
