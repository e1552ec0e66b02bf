package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * A loopback port that passes every byte on to the server's, and counts the connections that
 * clients open: what a page or a client really did, whatever either end says of it.
 */
final class Relay implements AutoCloseable {
  private final ServerSocket listener;
  private final AtomicInteger connections = new AtomicInteger();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile long holdAfter = Long.MAX_VALUE;

  private Relay(ServerSocket listener) {
    this.listener = listener;
  }

  /** One whose port is known before the server's; nothing goes on until it is told. */
  static Relay open() throws IOException {
    return new Relay(new ServerSocket(0, 128, InetAddress.getLoopbackAddress()));
  }

  static Relay to(int serverPort) throws IOException {
    var relay = open();
    relay.passTo(serverPort);
    return relay;
  }

  /** Passes on to this port from now on. */
  void passTo(int serverPort) {
    Thread.ofVirtual().start(() -> accept(serverPort));
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The connections opened since the last call. */
  int takeConnections() {
    return connections.getAndSet(0);
  }

  /** Passes so many bytes of the server's on each connection, and no more until released. */
  void holdAfter(long bytes) {
    holdAfter = bytes;
  }

  /** Waits until a connection is held. */
  void awaitHeld() throws InterruptedException {
    assertTrue(held.await(60, TimeUnit.SECONDS), "nothing to hold");
  }

  /** Passes everything on again. */
  void release() {
    released.countDown();
  }

  @Override
  public void close() throws IOException {
    release();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept(int serverPort) {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        connections.incrementAndGet();
        var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        sockets.add(client);
        sockets.add(server);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(client, server, _ -> {}));
        Thread.ofVirtual().start(() -> pass(server, client, this::holdIfDue));
      } catch (IOException _) {
        // Closed, or a client that was gone at once: nothing to pass on.
      }
    }
  }

  private void holdIfDue(long passed) {
    if (passed >= holdAfter) {
      held.countDown();
      try {
        released.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void pass(Socket from, Socket to, LongConsumer afterBytes) {
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var buffer = new byte[16384];
      long passed = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        passed += n;
        afterBytes.accept(passed);
      }
    } catch (IOException _) {
      // One side ended; closing both tells the other.
    }
  }
}
