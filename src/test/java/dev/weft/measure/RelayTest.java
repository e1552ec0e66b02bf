package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A link that is what it says: its rate and its delay are what is tested here, by the clock. */
final class RelayTest {
  private static final int TRIES = 20;

  /** The best of some tries: a busy machine makes everything slower, and nothing faster. */
  @ParameterizedTest
  @CsvSource({"1500, 150000", "10000, 1500000", "100000, 12000000"})
  void carriesItsRate(int kilobits, int bytes) throws Exception {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < TRIES && best > 1.03; i++) {
      double seconds = transfer(new Link(kilobits * 1000L, kilobits * 1000L, 10), bytes);
      double expected = bytes * 8 / (kilobits * 1000.0);
      assertTrue(seconds > 0.97 * expected, seconds + " s (expected: " + expected + " s)");
      best = Math.min(best, seconds / expected);
    }
    assertTrue(best <= 1.03, "takes " + best + " of its time (expected: at most 1.03)");
  }

  /** Seconds from the first byte to the last, when the window is open. */
  private static double transfer(Link link, int bytes) throws Exception {
    int opening = 2 * (int) (link.down() / 8 / 4); // a quarter of a second, to open the window
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Relay relay = relay(link, server);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket accepted = server.accept()) {
                  accepted.getOutputStream().write(new byte[opening + bytes]);
                } catch (IOException _) {
                  // The client sees it end early.
                }
              });
      var in = client.getInputStream();
      assertEquals(opening, in.readNBytes(opening).length);
      long begin = System.nanoTime();
      assertEquals(bytes, in.readNBytes(bytes).length);
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  @ParameterizedTest
  @CsvSource({"1500, 150", "10000, 50", "100000, 10"})
  void delaysByItsRoundTrip(int kilobits, int millis) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Relay relay = relay(new Link(kilobits * 1000L, kilobits * 1000L, millis), server);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
      client.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> echo(server));
      double best = Double.MAX_VALUE;
      for (int i = 0; i < TRIES * 2 && best > millis + 2; i++) {
        long begin = System.nanoTime();
        client.getOutputStream().write(i);
        assertEquals(i, client.getInputStream().read());
        double took = (System.nanoTime() - begin) / 1e6;
        if (i > 0) { // the first waits for the connection as well
          assertTrue(took >= millis, took + " ms (expected: at least " + millis + ")");
          best = Math.min(best, took);
        } else {
          // The relay had the connection a moment before this looked at the clock.
          assertTrue(took >= 2 * millis - 5, took + " ms (expected: two round trips)");
        }
      }
      assertTrue(best <= millis + 2, best + " ms (expected: at most " + (millis + 2) + ")");
    }
  }

  @Test
  void connectionBeginsSlowly() throws Exception {
    Link link = new Link(100_000_000, 100_000_000, 40);
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Relay relay = relay(link, server);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        Socket accepted = server.accept()) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  accepted.getOutputStream().write(new byte[40_000]);
                } catch (IOException _) {
                  // The client sees it end early.
                }
              });
      var in = client.getInputStream();
      assertEquals(10 * 1448, in.readNBytes(10 * 1448).length);
      long first = System.nanoTime();
      assertEquals(1, in.readNBytes(1).length);
      assertTrue(System.nanoTime() - first > 30_000_000, "the next waits for a round trip");
      assertEquals(40_000 - 10 * 1448 - 1, in.readNBytes(40_000 - 10 * 1448 - 1).length);
      assertEquals(1, relay.connections());
      assertEquals(40_000, relay.bytesDown());
    }
  }

  @Test
  void endOfOneSideReachesTheOther() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Relay relay = relay(Link.parse("fibre"), server);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        Socket accepted = server.accept()) {
      client.getOutputStream().write('x');
      client.shutdownOutput();
      assertEquals('x', accepted.getInputStream().read());
      assertEquals(-1, accepted.getInputStream().read());
      accepted.getOutputStream().write('y');
      accepted.shutdownOutput();
      assertEquals('y', client.getInputStream().read());
      assertEquals(-1, client.getInputStream().read());
    }
  }

  private static Relay relay(Link link, ServerSocket server) throws IOException {
    return Relay.open(
        Optional.of(link),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
  }

  private static void echo(ServerSocket server) {
    try (Socket accepted = server.accept()) {
      accepted.setTcpNoDelay(true);
      for (int b; (b = accepted.getInputStream().read()) >= 0; ) {
        accepted.getOutputStream().write(b);
      }
    } catch (IOException _) {
      // The client sees it end early.
    }
  }
}
