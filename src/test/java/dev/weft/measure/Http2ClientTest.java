package dev.weft.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.testing.Http2Peer;
import dev.weft.testing.ScriptedServer;
import dev.weft.testing.ScriptedServer.Script;
import dev.weft.testing.TlsClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client does with a server that leaves, refuses, and says nothing. */
final class Http2ClientTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(1500);
  private static final int INTERNAL_ERROR = 0x2;

  /** More connections than may end in a row without an answer. */
  private static final int RECYCLED = Http2Client.MOST_CONNECTIONS + 3;

  private final Tally tally = new Tally();

  @Test
  void allRequestsShareOneConnection() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Script.http2(peer -> answer(peer, 1, 3, 5)));
        Client client = client(server, LONG, LONG, LONG)) {
      for (String path : List.of("/a", "/b", "/c")) {
        assertEquals(200, status(fetch(client, Request.get(path))));
      }
      assertEquals(1, server.connections());
      assertEquals(1, tally.tlsHandshakes.sum());
      assertEquals(List.of(), server.failures());
    }
  }

  @Test
  void whatAGoAwayLeavesUndoneGoesOverTheNextConnection() throws Exception {
    Script leaves =
        Script.http2(
            peer -> {
              awaitRequests(peer, 1, 3, 5);
              peer.goAway(1, Http2Peer.NO_ERROR).flush();
              peer.headers(1, true, ":status: 200").flush();
            });
    Script stays = Script.http2(peer -> answer(peer, 1, 3));
    try (ScriptedServer server = ScriptedServer.start(leaves, stays);
        Client client = client(server, LONG, LONG, LONG)) {
      List<Exchange> all =
          List.of(
              fetch(client, Request.get("/processed")),
              fetch(client, new Request("POST", "/left/1")),
              fetch(client, new Request("POST", "/left/2")));
      for (Exchange each : all) {
        assertEquals(200, status(each));
      }
      assertEquals(2, server.connections());
      assertEquals(2, tally.retries.sum());
      assertEquals(List.of(), server.failures());
    }
  }

  @Test
  void refusedStreamIsSentAgainOnTheSameConnection() throws Exception {
    Script refuses =
        Script.http2(
            peer -> {
              awaitRequests(peer, 1);
              peer.reset(1, Http2Peer.REFUSED_STREAM).flush();
              answer(peer, 3);
            });
    try (ScriptedServer server = ScriptedServer.start(refuses);
        Client client = client(server, LONG, LONG, LONG)) {
      assertEquals(200, status(fetch(client, new Request("POST", "/"))));
      assertEquals(1, server.connections());
      assertEquals(1, tally.retries.sum());
      assertEquals(List.of(), server.failures());
    }
  }

  @Test
  void requestIsGivenUpAfterItsLastAttempt() throws Exception {
    Script refuses =
        Script.http2(
            peer -> {
              for (int stream = 1; stream <= 5; stream += 2) {
                awaitRequests(peer, stream);
                peer.reset(stream, Http2Peer.REFUSED_STREAM).flush();
              }
              answer(peer, 7);
            });
    try (ScriptedServer server = ScriptedServer.start(refuses);
        Client client = client(server, LONG, LONG, LONG)) {
      assertEquals(
          "/: reset by the server with refused_stream_error",
          failure(fetch(client, Request.get("/"))));
      assertEquals(2, tally.retries.sum());
    }
  }

  @Test
  void serverThatOnlyLeavesIsGivenUp() throws Exception {
    Script leaves = Script.http2(peer -> peer.goAway(0, Http2Peer.NO_ERROR).flush());
    try (ScriptedServer server = ScriptedServer.start(leaves, leaves, leaves, leaves, leaves);
        Client client = client(server, LONG, LONG, LONG)) {
      assertThrows(ExecutionException.class, () -> status(fetch(client, Request.get("/"))));
      assertEquals(List.of(), server.failures());
    }
  }

  @Test
  void serverThatRecyclesItsConnectionsIsAskedOnTheNext() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(recycling(RECYCLED));
        Client client = client(server, LONG, LONG, LONG)) {
      for (int i = 0; i < RECYCLED; i++) {
        assertEquals(200, status(fetch(client, Request.get("/" + i))));
      }
      assertEquals(RECYCLED, server.connections());
    }
  }

  @Test
  void requestThatManyConnectionsLeaveBehindIsAnswered() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(recycling(RECYCLED));
        Client client = client(server, LONG, LONG, LONG)) {
      List<Exchange> all =
          IntStream.range(0, RECYCLED)
              .mapToObj(i -> fetch(client, new Request("POST", "/" + i)))
              .toList();
      for (Exchange each : all) {
        assertEquals(200, status(each));
      }
      assertEquals(RECYCLED, server.connections());
    }
  }

  /** Each answers one request. */
  private static Script[] recycling(int connections) {
    Script one =
        Script.http2(
            peer -> {
              awaitRequests(peer, 1);
              peer.goAway(1, Http2Peer.NO_ERROR);
              peer.headers(1, true, ":status: 200").flush();
            });
    return Stream.generate(() -> one).limit(connections).toArray(Script[]::new);
  }

  @Test
  void serverThatRefusesEveryProtocolButHttp1SpeaksNoHttp2() throws Exception {
    assertSpeaksNoHttp2(Script.http1(socket -> {}));
  }

  @Test
  void serverThatNegotiatesNoProtocolSpeaksNoHttp2() throws Exception {
    assertSpeaksNoHttp2(
        Script.withoutAlpn(
            socket -> {
              byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);
              socket.getOutputStream().write(answer);
            }));
  }

  private void assertSpeaksNoHttp2(Script script) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(script);
        Client client = client(server, LONG, LONG, LONG)) {
      assertEquals(
          "localhost:" + server.address().getPort() + ": speaks no HTTP/2",
          failure(fetch(client, Request.get("/"))));
    }
  }

  @Test
  void streamThatFailedForAReasonIsNotSentAgain() throws Exception {
    Script fails =
        Script.http2(
            peer -> {
              awaitRequests(peer, 1);
              peer.reset(1, INTERNAL_ERROR).flush();
              answer(peer, 3);
            });
    try (ScriptedServer server = ScriptedServer.start(fails);
        Client client = client(server, LONG, LONG, LONG)) {
      assertEquals(
          "/: reset by the server with internal_error", failure(fetch(client, Request.get("/"))));
      assertEquals(0, tally.retries.sum());
    }
  }

  @Test
  void onlyWhatIsIdempotentIsSentAgainWhenAConnectionIsLost() throws Exception {
    Script dies =
        Script.http2(
            peer -> {
              awaitRequests(peer, 1, 3);
              peer.abort();
            });
    Script answers = Script.http2(peer -> answer(peer, 1));
    try (ScriptedServer server = ScriptedServer.start(dies, answers);
        Client client = client(server, LONG, LONG, LONG)) {
      Exchange post = fetch(client, new Request("POST", "/post"));
      Exchange get = fetch(client, Request.get("/get"));
      assertEquals(200, status(get));
      assertInstanceOf(
          IOException.class, assertThrows(ExecutionException.class, () -> status(post)).getCause());
      assertEquals(1, tally.retries.sum());
      assertEquals(List.of(), server.failures());
    }
  }

  @Test
  void deadlineEndsItsStreamAndNotTheConnection() throws Exception {
    Script owesOne =
        Script.http2(
            peer -> {
              awaitRequests(peer, 1);
              assertEquals(Http2Peer.CANCEL, peer.wantReset(1));
              answer(peer, 3);
            });
    try (ScriptedServer server = ScriptedServer.start(owesOne);
        Client client = client(server, LONG, LONG, SHORT)) {
      Exchange late = fetch(client, Request.get("/late"));
      assertInstanceOf(
          TimeoutException.class,
          assertThrows(ExecutionException.class, () -> status(late)).getCause());
      assertEquals(200, status(fetch(client, Request.get("/next"))));
      assertEquals(1, server.connections());
      assertEquals(0, tally.retries.sum());
      assertEquals(List.of(), server.failures());
    }
  }

  @ParameterizedTest
  @CsvSource({"h1", "h2"})
  void serverThatDoesNotShakeHandsIsGivenUp(String way) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Script.silent());
        Client client =
            Way.parse(List.of(way))
                .getFirst()
                .client(destination(server, SHORT, LONG, LONG), tally)) {
      assertEquals(
          "localhost:" + server.address().getPort() + ": no TLS within 1.5 s",
          failure(fetch(client, Request.get("/"))));
    }
  }

  @Test
  void connectionThatOwesAndSaysNothingIsReplaced() throws Exception {
    Script owes = Script.http2(peer -> awaitRequests(peer, 1));
    Script answers = Script.http2(peer -> answer(peer, 1));
    try (ScriptedServer server = ScriptedServer.start(owes, answers);
        Client client = client(server, LONG, SHORT, LONG)) {
      assertEquals(200, status(fetch(client, Request.get("/"))));
      assertEquals(2, server.connections());
      assertEquals(1, tally.retries.sum());
    }
  }

  private static void awaitRequests(Http2Peer peer, int... streams) throws IOException {
    for (int stream : streams) {
      peer.wantHeaders(stream);
    }
  }

  private static void answer(Http2Peer peer, int... streams) throws IOException {
    for (int stream : streams) {
      peer.wantHeaders(stream);
      peer.headers(stream, true, ":status: 200").flush();
    }
  }

  private Client client(ScriptedServer server, Duration handshake, Duration idle, Duration deadline)
      throws IOException {
    return Http2Client.start(destination(server, handshake, idle, deadline), tally);
  }

  private static Destination destination(
      ScriptedServer server, Duration handshake, Duration idle, Duration deadline) {
    return new Destination(
        "localhost:" + server.address().getPort(),
        server.address(),
        TlsClient.trusting(),
        HttpFields.EMPTY,
        new Patience(handshake, idle, deadline));
  }

  private static Exchange fetch(Client client, Request request) {
    Exchange exchange = new Exchange(request, 0, 0);
    client.fetch(exchange);
    return exchange;
  }

  private static int status(Exchange exchange) throws Exception {
    return exchange.response().get(LONG.toSeconds() * 2, TimeUnit.SECONDS).status();
  }

  private static String failure(Exchange exchange) {
    return String.valueOf(
            assertThrows(ExecutionException.class, () -> status(exchange)).getMessage())
        .replaceFirst("^java.io.IOException: ", "");
  }
}
