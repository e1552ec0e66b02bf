package dev.weft.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something that is read off a load.
 *
 * @param name for programs
 * @param title for people
 */
record LoadMetric(String name, String title, ToDoubleFunction<Load> of) {
  static final List<LoadMetric> ALL =
      List.of(
          new LoadMetric("files", "files", Load::files),
          new LoadMetric("tcpHandshakes", "TCP handshakes", Load::tcpHandshakes),
          new LoadMetric("tlsHandshakes", "TLS handshakes", Load::tlsHandshakes),
          new LoadMetric("roundTrips", "round trips in a row", Load::roundTrips),
          new LoadMetric("concurrent", "requests at once", Load::concurrent),
          new LoadMetric("overtaking", "responses that overtook", Load::overtaking),
          new LoadMetric("retries", "requests sent again", Load::retries),
          new LoadMetric("requestFields", "request headers, bytes", Load::requestFields),
          new LoadMetric("requestHeaders", "  as sent", Load::requestHeaders),
          new LoadMetric("responseFields", "response headers, bytes", Load::responseFields),
          new LoadMetric("responseHeaders", "  as received", Load::responseHeaders),
          new LoadMetric("contentBytes", "content, bytes", Load::contentBytes),
          new LoadMetric("bytes", "on the wire, bytes", Load::bytes),
          new LoadMetric("codeMillis", "scripts and styles, ms", Load::codeMillis),
          new LoadMetric("millis", "everything, ms", Load::millis));

  Figures figures(List<Load> loads) {
    return new Figures(loads.stream().map(of::applyAsDouble).toList());
  }
}
