package dev.weft.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;

/** Asks the same in both versions of HTTP, and takes nothing for an answer but the same. */
public final class BothVersions implements AutoCloseable {
  private final Client http1;
  private final Client http2;

  /** Of a server on loopback, which is asked for {@code localhost}. */
  public BothVersions(int port) {
    http1 = new Client(Client.Version.HTTP_1_1, port);
    http2 = new Client(Client.Version.HTTP_2, port);
  }

  /** The one response to GET. */
  public Response get(String target, String... fields) throws IOException {
    return ask("GET", target, fields);
  }

  /** The one response, without the fields that are about its time or its connection. */
  public Response ask(String method, String target, String... fields) throws IOException {
    Response one = http1.ask(method, target, fields);
    Response two = http2.ask(method, target, fields);
    one.fields().remove("connection");
    one.fields().remove("date");
    two.fields().remove("date");
    assertEquals(two.status() + " " + two.fields(), one.status() + " " + one.fields());
    assertArrayEquals(two.body(), one.body());
    return two;
  }

  @Override
  public void close() throws IOException {
    http1.close();
    http2.close();
  }
}
