package dev.weft.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.ScriptedServer;
import dev.weft.testing.ScriptedServer.Script;
import dev.weft.testing.TlsClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/1.1 as the comparison of HTTP/2: in order, and with connections that end. */
final class Http1ClientTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** More connections than may end in a row without an answer. */
  private static final int CLOSING = Http2Client.MOST_CONNECTIONS + 3;

  private final Tally tally = new Tally();

  @Test
  void pipelinedRequestsLeaveBeforeTheFirstResponse() throws Exception {
    Script answersTwoAtOnce =
        Script.http1(
            socket -> {
              BufferedReader in = reader(socket);
              String first = request(in);
              String second = request(in);
              String both = response(first, "") + response(second, "");
              socket.getOutputStream().write(both.getBytes(US_ASCII));
            });
    try (ScriptedServer server = ScriptedServer.start(answersTwoAtOnce);
        Client client = new Http1Client(destination(server, LONG), tally, 1, 8)) {
      List<Exchange> both = List.of(fetch(client, "/one"), fetch(client, "/two"));
      for (Exchange each : both) {
        assertArrayEquals(each.request().path().getBytes(US_ASCII), get(each).content());
      }
      assertEquals(2, tally.mostOpen());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void requestsAfterTheLastOfAConnectionGoOverAnother() throws Exception {
    Script closes =
        Script.http1(
            socket -> {
              String path = request(reader(socket));
              String last = response(path, "Connection: close\r\n");
              socket.getOutputStream().write(last.getBytes(US_ASCII));
            });
    try (ScriptedServer server = ScriptedServer.start(closes, closes);
        Client client = new Http1Client(destination(server, LONG), tally, 1, 1)) {
      assertEquals(200, get(fetch(client, "/one")).status());
      assertEquals(200, get(fetch(client, "/two")).status());
      assertEquals(2, server.connections());
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP/1.1, Connection: close", "HTTP/1.0, Server: old"})
  void serverThatClosesAfterEachResponseIsAskedOnTheNextConnection(String version, String field)
      throws Exception {
    try (ScriptedServer server = ScriptedServer.start(closing(version, field));
        Client client = new Http1Client(destination(server, LONG), tally, 1, 1)) {
      for (int i = 0; i < CLOSING; i++) {
        assertEquals(200, get(fetch(client, "/" + i)).status());
      }
      assertEquals(CLOSING, server.connections());
      assertEquals(0, tally.retries.sum());
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP/1.1, Connection: close", "HTTP/1.0, Server: old"})
  void pipelinedRequestsThatManyConnectionsLeaveBehindAreAnswered(String version, String field)
      throws Exception {
    try (ScriptedServer server = ScriptedServer.start(closing(version, field));
        Client client = new Http1Client(destination(server, LONG), tally, 1, 100)) {
      List<Exchange> all =
          IntStream.range(0, CLOSING).mapToObj(i -> fetch(client, "/" + i)).toList();
      for (Exchange each : all) {
        assertEquals(200, get(each).status());
      }
      assertEquals(CLOSING, server.connections());
    }
  }

  @Test
  void connectionOfHttp10IsKeptWhereTheServerSaysSo() throws Exception {
    Script keeps =
        Script.http1(
            socket -> {
              BufferedReader in = reader(socket);
              for (int i = 0; i < 2; i++) {
                String head =
                    "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n";
                assertEquals("/" + i, request(in));
                socket.getOutputStream().write(head.getBytes(US_ASCII));
              }
            });
    try (ScriptedServer server = ScriptedServer.start(keeps);
        Client client = new Http1Client(destination(server, LONG), tally, 1, 1)) {
      assertEquals(200, get(fetch(client, "/0")).status());
      assertEquals(200, get(fetch(client, "/1")).status());
      assertEquals(1, server.connections());
    }
  }

  /** Each answers one request and looks at no other. */
  private static Script[] closing(String version, String field) {
    Script one =
        Script.http1(
            socket -> {
              request(reader(socket));
              String answer = version + " 200 OK\r\n" + field + "\r\nContent-Length: 0\r\n\r\n";
              socket.getOutputStream().write(answer.getBytes(US_ASCII));
              socket.shutdownOutput();
            });
    return Stream.generate(() -> one).limit(CLOSING).toArray(Script[]::new);
  }

  @Test
  void requestIsSentAgainWhenTheConnectionEndsInstead() throws Exception {
    Script ends = Script.http1(socket -> closeAfter(socket, request(reader(socket))));
    Script answers =
        Script.http1(
            socket -> {
              String all = response(request(reader(socket)), "");
              socket.getOutputStream().write(all.getBytes(US_ASCII));
            });
    try (ScriptedServer server = ScriptedServer.start(ends, answers);
        Client client = new Http1Client(destination(server, LONG), tally, 6, 1)) {
      assertEquals(200, get(fetch(client, "/")).status());
      assertEquals(1, tally.retries.sum());
    }
  }

  @Test
  void deadlineCostsTheConnection() throws Exception {
    List<String> asked = new ArrayList<>();
    Script owes = Script.http1(socket -> asked.add(request(reader(socket))));
    try (ScriptedServer server = ScriptedServer.start(owes);
        Client client = new Http1Client(destination(server, Duration.ofMillis(800)), tally, 1, 1)) {
      assertThrows(ExecutionException.class, () -> get(fetch(client, "/late")));
      assertEquals(List.of("/late"), asked);
      assertThrows(ExecutionException.class, () -> get(fetch(client, "/next")));
      assertEquals(2, server.connections());
    }
  }

  @Test
  void whatIsNoHttpIsSaid() throws Exception {
    Script babbles =
        Script.http1(
            socket -> {
              assertEquals("/", request(reader(socket)));
              socket.getOutputStream().write("220 mail.test ready\r\n".getBytes(US_ASCII));
            });
    try (ScriptedServer server = ScriptedServer.start(babbles, babbles, babbles);
        Client client = new Http1Client(destination(server, LONG), tally, 1, 1)) {
      Exchange exchange = fetch(client, "/");
      String said =
          String.valueOf(assertThrows(ExecutionException.class, () -> get(exchange)).getMessage());
      assertTrue(said.contains(" /: connection: no HTTP: "), said);
    }
  }

  private static void closeAfter(SSLSocket socket, String path) throws IOException {
    assertEquals("/", path);
    socket.close();
  }

  private static BufferedReader reader(SSLSocket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  /** The path of the next request. */
  private static String request(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("ended");
    }
    for (String field = in.readLine(); field != null && !field.isEmpty(); ) {
      field = in.readLine();
    }
    return line.split(" ", -1)[1];
  }

  private static String response(String content, String fields) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n"
        + fields
        + "Transfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(content.length())
        + "\r\n"
        + content
        + "\r\n0\r\n\r\n";
  }

  private static Destination destination(ScriptedServer server, Duration deadline) {
    return new Destination(
        "localhost:" + server.address().getPort(),
        server.address(),
        TlsClient.trusting(),
        HttpFields.EMPTY,
        new Patience(LONG, LONG, deadline));
  }

  private static Exchange fetch(Client client, String path) {
    Exchange exchange = new Exchange(Request.get(path), 0, 0);
    client.fetch(exchange);
    return exchange;
  }

  private static Response get(Exchange exchange) throws Exception {
    return exchange.response().get(LONG.toSeconds() * 2, TimeUnit.SECONDS);
  }
}
