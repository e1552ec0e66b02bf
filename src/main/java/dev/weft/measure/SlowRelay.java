package dev.weft.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A port of the loopback address that passes everything on to a server as if a slow link lay
 * between: its rate, its delay, a queue, and the slow start of each connection. Needs no rights.
 *
 * <p>Its buffer towards the server is small, so that the server feels the link and not what a
 * kernel would take at once. TCP ends here on both sides: what is not carried over is loss.
 */
public final class SlowRelay implements AutoCloseable {
  /** Of the socket towards the server, in bytes. */
  private static final int RECEIVE_BUFFER = 32 << 10;

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final Lane down;
  private final Lane up;
  private final AtomicInteger connections = new AtomicInteger();
  private final LongAdder bytesDown = new LongAdder();
  private final LongAdder bytesUp = new LongAdder();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  private SlowRelay(ServerSocket listener, InetSocketAddress server, Link link) {
    this.listener = listener;
    this.server = server;
    long half = TimeUnit.MILLISECONDS.toNanos(link.roundTripMillis()) / 2;
    this.down = new Lane(link.down(), half);
    this.up = new Lane(link.up(), half);
  }

  /**
   * Opens a port and relays until closed.
   *
   * @throws IOException when there is no free port
   */
  public static SlowRelay open(Link link, InetSocketAddress server) throws IOException {
    SlowRelay relay =
        new SlowRelay(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()), server, link);
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
        long connected = System.nanoTime() + down.delayNanos() + up.delayNanos();
        connections.incrementAndGet();
        run(() -> relay(browser, connected));
      } catch (IOException _) {
        // Closed, or a client that was gone at once.
      }
    }
  }

  private void relay(Socket browser, long connected) {
    Socket toServer = new Socket();
    sockets.add(browser);
    sockets.add(toServer);
    try (browser;
        toServer) {
      browser.setTcpNoDelay(true);
      toServer.setTcpNoDelay(true);
      toServer.setReceiveBufferSize(RECEIVE_BUFFER);
      toServer.connect(server);
      Flow out = new Flow(browser, toServer, up, down.delayNanos(), bytesUp);
      Flow back = new Flow(toServer, browser, down, up.delayNanos(), bytesDown);
      Thread[] threads = {
        run(() -> out.read(connected)),
        run(out::write),
        run(() -> back.read(connected)),
        run(back::write)
      };
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

  /** Threads of the platform: they wake more exactly than virtual ones. */
  private Thread run(Runnable task) {
    return Thread.ofPlatform().daemon().name("weft-link").start(task);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    sockets.forEach(Flow::close);
  }
}
