package dev.weft.server;

import static dev.weft.server.CertificateReloadTest.HOSTS;
import static dev.weft.server.CertificateReloadTest.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Await;
import dev.weft.testing.Http1Peer;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that cover more, less, and the same as before follow each other under load. */
@Timeout(180)
final class ReloadUnderLoadTest {
  private static final int MANY = 200;

  @Test
  void noRequestFails(@TempDir Path folder) throws Exception {
    try (TestServer server = CertificateReloadTest.serve(folder);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      int port = server.port();
      List<Load> clients =
          List.of(
              new Http1Load(port, "one.test", 1),
              new Http1Load(port, "one.test", 2),
              new Http2Load(port, "one.test", 3),
              new Http2Load(port, "one.test", 4));
      List<Load> others = List.of(new Http1Load(port, OTHER, 5), new Http2Load(port, OTHER, 6));
      List<Load> all = Stream.concat(clients.stream(), others.stream()).toList();
      List<Future<?>> ends = new ArrayList<>();
      all.forEach(client -> ends.add(threads.submit(client::run)));
      try {
        awaitMany(clients, Set.of("one.test", "two.test"));
        for (Set<String> covered :
            List.of(Set.copyOf(HOSTS), Set.of("one.test"), Set.of("one.test", "two.test"))) {
          server.replaceCertificate(covered.toArray(String[]::new));
          awaitMany(clients, covered);
          List<Integer> before = connections(clients);
          awaitMany(clients, covered);
          assertEquals(before, connections(clients), "connections, of a certificate in use");
          awaitMany(others, Set.of(OTHER));
          assertEquals(
              List.of(1, 1), connections(others), "of a certificate that was not replaced");
        }
      } finally {
        all.forEach(client -> client.over = true);
      }
      for (Future<?> end : ends) {
        end.get();
      }
    }
  }

  private static List<Integer> connections(List<Load> clients) {
    return clients.stream().map(client -> client.connections.get()).toList();
  }

  /** Waits until each has asked many more times, and does so where such a certificate is shown. */
  private static void awaitMany(List<Load> clients, Set<String> covered) throws Exception {
    for (Load client : clients) {
      int enough = client.answers.get() + MANY;
      Await.await(
          client.getClass().getSimpleName() + " asks where the certificate covers " + covered,
          () -> client.over || (client.covered.equals(covered) && client.answers.get() > enough));
    }
  }

  /**
   * A client that asks for everything, again and again, on one connection for as long as it may.
   */
  private abstract static class Load {
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger answers = new AtomicInteger();

    /** By the certificate of the connection, whatever is in use by now. */
    volatile Set<String> covered = Set.of();

    /** To be set, if it was not set by a failure. */
    volatile boolean over;

    final int port;
    final String serverName;
    private final Random random;

    Load(int port, String serverName, int seed) {
      this.port = port;
      this.serverName = serverName;
      this.random = new Random(seed);
    }

    @Nullable Void run() throws Exception {
      try {
        while (!over) {
          connections.incrementAndGet();
          askOnOneConnection();
        }
        return null;
      } finally {
        over = true;
      }
    }

    /** Returns when it is over or the server wants the connection to end. */
    abstract void askOnOneConnection() throws Exception;

    String anyHost() {
      List<String> hosts = CertificateReloadTest.everyHost();
      return hosts.get(random.nextInt(hosts.size()));
    }

    void check(String host, String body, Response response) {
      boolean ours = covered.contains(host);
      assertEquals(ours ? 200 : 421, response.status(), host + " where covered are " + covered);
      assertEquals(ours ? body : "", response.text());
      answers.incrementAndGet();
    }
  }

  private static final class Http1Load extends Load {
    Http1Load(int port, String serverName, int seed) {
      super(port, serverName, seed);
    }

    @Override
    void askOnOneConnection() throws Exception {
      try (Http1Peer peer = Http1Peer.connect(port, serverName)) {
        covered = CertificateReloadTest.names(peer.certificate());
        while (!over) {
          String host = anyHost();
          Response response = peer.exchange("GET", "/", "Host: " + host);
          check(host, host, response);
          if ("close".equals(response.value("connection"))) {
            assertTrue(peer.closed());
            return;
          }
        }
      }
    }
  }

  private static final class Http2Load extends Load {
    private static final int IN_FLIGHT = 4;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int DEFAULT_WINDOW = 65_535;

    Http2Load(int port, String serverName, int seed) {
      super(port, serverName, seed);
    }

    @Override
    void askOnOneConnection() throws Exception {
      try (Http2Peer peer =
          Http2Peer.connect(port, serverName, Map.of(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE))) {
        // Updates for responses that are over by then would be a flood at this rate.
        peer.autoWindow(false).windowUpdate(0, Integer.MAX_VALUE - DEFAULT_WINDOW);
        covered = CertificateReloadTest.names(peer.certificate());
        assertEquals(
            CertificateReloadTest.everyHost().stream()
                .filter(covered::contains)
                .map(host -> "https://" + host + ":" + port)
                .toList(),
            peer.wantFrame(0, Http2Peer.ORIGIN).origins());
        int stream = 1;
        while (!over && !leaving(peer)) {
          askAtOnce(peer, stream);
          stream += 2 * IN_FLIGHT;
        }
        if (leaving(peer)) {
          Http2Peer.GoAway goAway = peer.wantGoAway();
          assertEquals(Http2Peer.NO_ERROR, goAway.error(), goAway.toString());
          assertEquals(Integer.MAX_VALUE, goAway.lastStream(), "nothing in flight is refused");
        }
      }
    }

    private static boolean leaving(Http2Peer peer) {
      return peer.unclaimed().stream().anyMatch(frame -> frame.type() == Http2Peer.GOAWAY);
    }

    /** What was on its way when the connection ended is for the next one. */
    private void askAtOnce(Http2Peer peer, int first) throws IOException {
      List<String> hosts = new ArrayList<>();
      for (int i = 0; i < IN_FLIGHT; i++) {
        hosts.add(anyHost());
        String path = i == 0 ? "/large.txt" : "/";
        peer.headers(first + 2 * i, true, CertificateReloadTest.get(hosts.get(i), path));
      }
      for (int i = 0; i < IN_FLIGHT; i++) {
        int stream = first + 2 * i;
        String host = hosts.get(i);
        Optional<Response> response = peer.wantResponseOrReset(stream);
        if (response.isPresent()) {
          check(host, i == 0 ? CertificateReloadTest.large(host) : host, response.get());
        } else {
          assertTrue(peer.refused(stream), "neither answered nor refused: " + stream);
        }
      }
    }
  }
}
