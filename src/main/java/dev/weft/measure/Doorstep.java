package dev.weft.measure;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A page on this machine at which a browser waits before it goes to the one that is measured. For
 * its first request a browser starts what it needs for the network, a quarter of a second that is
 * no page's.
 */
final class Doorstep implements AutoCloseable {
  /** Browsers find it on this machine by themselves, whatever they are told of other hosts. */
  static final String ORIGIN = "http://doorstep.localhost";

  private static final byte[] PAGE =
      "<!doctype html><link rel=icon href=data:,><title>Weft</title>"
          .getBytes(StandardCharsets.US_ASCII);

  private final HttpServer server;

  private Doorstep(HttpServer server) {
    this.server = server;
  }

  static Doorstep open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
          }
        });
    server.start();
    return new Doorstep(server);
  }

  String url() {
    return ORIGIN + ":" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
