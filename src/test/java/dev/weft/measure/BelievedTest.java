package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.ScriptedServer;
import dev.weft.testing.ScriptedServer.Script;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first look at a server, which may say nothing or hang up. */
final class BelievedTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @AfterEach
  void interruptionIsOver() {
    boolean _ = Thread.interrupted();
  }

  @Test
  void serverThatSaysNothingHasThePatienceOfTheCaller() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Script.silent())) {
      assertEquals(
          "localhost:" + server.address().getPort() + ": no TLS within 1.5 s",
          failure(server.address(), Duration.ofMillis(1500)));
    }
  }

  @Test
  void interruptionEndsTheWaitForAServerThatSaysNothing() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Script.silent())) {
      Believed believed = believed();
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedException.class, () -> believed.shown("localhost", server.address(), LONG));
    }
  }

  @Test
  void resetNamesTheServer() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> reset(listener));
      String said = failure(new InetSocketAddress("localhost", listener.getLocalPort()), LONG);
      assertTrue(said.startsWith("localhost:" + listener.getLocalPort() + ": no TLS: "), said);
    }
  }

  private static void reset(ServerSocket listener) {
    try (Socket socket = listener.accept()) {
      int first = socket.getInputStream().read();
      assertTrue(first >= 0, "a byte of the client's");
      socket.setSoLinger(true, 0); // an end that is a reset
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String failure(InetSocketAddress server, Duration patience) throws Exception {
    Believed believed = believed();
    IOException failure =
        assertThrows(IOException.class, () -> believed.shown("localhost", server, patience));
    return String.valueOf(failure.getMessage());
  }

  /** Of an authority that there is, because a server is asked for none other. */
  private Believed believed() throws Exception {
    try (TestServer server = TestServer.in(folder).file("site/index.html", "").start()) {
      return new Believed(server.certificate());
    }
  }
}
