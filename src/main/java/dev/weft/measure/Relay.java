package dev.weft.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A port of the loopback address that passes everything on to a server, and counts. With a link, it
 * does so as if that lay between: its rate, its delay, a queue, and the slow start of each
 * connection; without one, as fast as it can. Needs no rights.
 *
 * <p>With a link its buffer towards the server is small, so that the server feels the link and not
 * what a kernel would take at once. TCP ends here on both sides: what is not carried over is loss.
 */
public final class Relay implements AutoCloseable {
  /** Of the socket towards the server, in bytes. */
  private static final int RECEIVE_BUFFER = 32 << 10;

  private static final int COPIED_AT_ONCE = 64 << 10;

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final Optional<Lanes> lanes;
  private final AtomicInteger connections = new AtomicInteger();
  private final LongAdder bytesDown = new LongAdder();
  private final LongAdder bytesUp = new LongAdder();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  /** The two directions of a link. */
  private record Lanes(Lane down, Lane up) {
    static Lanes of(Link link) {
      long half = TimeUnit.MILLISECONDS.toNanos(link.roundTripMillis()) / 2;
      return new Lanes(new Lane(link.down(), half), new Lane(link.up(), half));
    }

    long roundTripNanos() {
      return down.delayNanos() + up.delayNanos();
    }
  }

  private Relay(ServerSocket listener, InetSocketAddress server, Optional<Lanes> lanes) {
    this.listener = listener;
    this.server = server;
    this.lanes = lanes;
  }

  /**
   * Opens a port and relays until closed.
   *
   * @param link empty for as fast as it can
   * @throws IOException when there is no free port
   */
  public static Relay open(Optional<Link> link, InetSocketAddress server) throws IOException {
    Relay relay =
        new Relay(
            new ServerSocket(0, 128, InetAddress.getLoopbackAddress()),
            server,
            link.map(Lanes::of));
    relay.run(relay::accept);
    return relay;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Connections that were opened so far. */
  public int connections() {
    return connections.get();
  }

  /** Bytes towards the browser so far, TLS and all. */
  public long bytesDown() {
    return bytesDown.sum();
  }

  /** Bytes towards the server so far. */
  public long bytesUp() {
    return bytesUp.sum();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket browser = listener.accept();
        long accepted = System.nanoTime();
        connections.incrementAndGet();
        run(() -> relay(browser, accepted));
      } catch (IOException _) {
        // Closed, or a client that was gone at once.
      }
    }
  }

  private void relay(Socket browser, long accepted) {
    Socket toServer = new Socket();
    sockets.add(browser);
    sockets.add(toServer);
    try (browser;
        toServer) {
      browser.setTcpNoDelay(true);
      toServer.setTcpNoDelay(true);
      if (lanes.isPresent()) {
        toServer.setReceiveBufferSize(RECEIVE_BUFFER);
      }
      toServer.connect(server);
      List<Thread> threads =
          lanes
              .map(link -> carry(link, browser, toServer, accepted + link.roundTripNanos()))
              .orElseGet(
                  () ->
                      List.of(
                          run(() -> copy(browser, toServer, bytesUp)),
                          run(() -> copy(toServer, browser, bytesDown))));
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (IOException | InterruptedException _) {
      // The server does not answer, or everything ends: closing tells the browser.
    } finally {
      sockets.remove(browser);
      sockets.remove(toServer);
    }
  }

  private List<Thread> carry(Lanes link, Socket browser, Socket toServer, long connected) {
    Flow out = new Flow(browser, toServer, link.up(), link.down().delayNanos(), bytesUp);
    Flow back = new Flow(toServer, browser, link.down(), link.up().delayNanos(), bytesDown);
    return List.of(
        run(() -> out.read(connected)),
        run(out::write),
        run(() -> back.read(connected)),
        run(back::write));
  }

  private static void copy(Socket from, Socket to, LongAdder carried) {
    try {
      byte[] buffer = new byte[COPIED_AT_ONCE];
      for (int n; (n = from.getInputStream().read(buffer)) >= 0; ) {
        to.getOutputStream().write(buffer, 0, n);
        carried.add(n);
      }
      to.shutdownOutput();
    } catch (IOException _) {
      Flow.close(from);
      Flow.close(to);
    }
  }

  /** Threads of the platform: they wake more exactly than virtual ones. */
  private Thread run(Runnable task) {
    return Thread.ofPlatform().daemon().name("weft-relay").start(task);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    sockets.forEach(Flow::close);
  }
}
