package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Http1Peer;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that changes while it is sent: one version, or a failure that everybody sees. */
final class DiskTransferTest {
  /** More than is held in memory, and than the buffers of a connection hold. */
  private static final int LENGTH = 32 << 20;

  private static final int WINDOW = 65_535;

  @TempDir Path folder;
  private TestServer server;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.in(folder).file("site/large.bin", filled('1')).start();
    file = folder.resolve("site/large.bin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] filled(char c) {
    byte[] bytes = new byte[LENGTH];
    Arrays.fill(bytes, (byte) c);
    return bytes;
  }

  /** What somebody may do to a file that is being sent. */
  enum Change {
    OVERWRITE {
      @Override
      void of(Path file) throws IOException {
        Files.write(file, filled('2'), StandardOpenOption.WRITE);
      }
    },
    TRUNCATE {
      @Override
      void of(Path file) throws IOException {
        Files.write(file, new byte[0]);
      }
    },
    APPEND {
      @Override
      void of(Path file) throws IOException {
        Files.write(file, new byte[] {'2'}, StandardOpenOption.APPEND);
      }
    };

    abstract void of(Path file) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void fileThatIsWrittenToIsNotSentToItsEnd(Change change) throws Exception {
    try (Http2Peer http2 = Http2Peer.connect(server.port()).autoWindow(false);
        Http1Peer http1 = Http1Peer.connect(server.port())) {
      byte[] begin = begin(http2);
      http1.send("GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertEquals(200, http1.readHead().status());
      change.of(file);
      assertArrayEquals(Arrays.copyOf(filled('1'), WINDOW), begin);
      http2.autoWindow(true).windowUpdate(0, WINDOW).windowUpdate(1, WINDOW);
      http2.wantReset(1);
      assertTrue(http1.readBody(LENGTH).length < LENGTH);
      assertEquals(404, http2.request(3, "/missing").wantResponse(3).status(), "and no other");
    }
  }

  @Test
  void fileThatIsReplacedOrRemovedIsSentAsItWas() throws Exception {
    try (Http2Peer peer = Http2Peer.connect(server.port()).autoWindow(false)) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes(begin(peer));
      Path other = Files.write(folder.resolve("other.bin"), filled('2'));
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(file);
      peer.autoWindow(true).windowUpdate(0, WINDOW).windowUpdate(1, WINDOW);
      body.writeBytes(peer.wantBody(1));
      assertArrayEquals(filled('1'), body.toByteArray());
    }
  }

  private static byte[] begin(Http2Peer peer) throws IOException {
    assertEquals(200, peer.request(1, "/large.bin").wantHeaders(1).status());
    return peer.wantData(1, WINDOW);
  }
}
