package dev.weft.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Http2Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How it ends: what is being sent is finished, unless a person insists. */
final class StopTest {
  private static final Pattern DATA = Pattern.compile("recv DATA frame <length=(\\d+)");
  private static final int SIZE = 20_000_000;
  private static final int HELD = 1_000_000;

  @TempDir private Path folder;

  @BeforeEach
  void writeLargeFile() throws IOException {
    Files.write(folder.resolve("large.bin"), new byte[SIZE]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void idleServerStopsAtTheFirstSignal(String signal) throws Exception {
    try (var server = WeftProcess.serve(folder)) {
      server.signal(signal);
      assertEquals(0, server.exit());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void transferInFlightIsFinishedAfterTheFirstSignal(String signal) throws Exception {
    var nghttp = Tool.named("nghttp");
    try (var server = WeftProcess.serve(folder);
        var relay = Relay.to(server.port())) {
      relay.holdAfter(HELD);
      var transfer = CompletableFuture.supplyAsync(() -> frames(nghttp, relay));
      relay.awaitHeld();
      server.signal(signal);
      server.awaitStopping();
      relay.release();

      String frames = transfer.join();
      long received =
          DATA.matcher(frames).results().mapToLong(data -> Long.parseLong(data.group(1))).sum();
      assertEquals(SIZE, received);
      assertTrue(frames.contains("recv GOAWAY frame"), "GOAWAY");
      assertEquals(0, server.exit());
    }
  }

  @Test
  void whatComesWhileItStopsIsCounted() throws Exception {
    var configuration =
        Files.writeString(
            folder.resolve("weft.toml"),
            """
            [tls]
            directory = 'certs'
            [[site]]
            root = '.'
            authorities = 'localhost'
            [[site]]
            root = '.'
            authorities = 'other.localhost'
            """);
    try (var server = WeftProcess.configured(configuration);
        var peer = Http2Peer.connect(server.port()).autoWindow(false)) {
      peer.request(1, "/large.bin").wantHeaders(1);
      server.signal("TERM");
      server.awaitStopping();
      peer.wantGoAway();
      peer.headers(
          3,
          true,
          ":method: HEAD",
          ":scheme: https",
          ":path: /large.bin",
          ":authority: localhost:" + server.port());
      assertEquals(200, peer.wantResponse(3).status());
      peer.autoWindow(true).windowUpdate(0, SIZE).windowUpdate(1, SIZE);
      assertEquals(SIZE, peer.wantBody(1).length);
      peer.wantClosed();
      var row = server.end().stream().filter(line -> line.startsWith("localhost ")).toList();
      assertEquals("localhost 1 2 0 0", String.join("", row).replaceAll(" +", " "));
    }
  }

  @Test
  void secondSignalStopsAtOnce() throws Exception {
    var nghttp = Tool.named("nghttp");
    try (var server = WeftProcess.serve(folder);
        var relay = Relay.to(server.port())) {
      relay.holdAfter(HELD);
      var transfer = CompletableFuture.runAsync(() -> frames(nghttp, relay));
      relay.awaitHeld();
      server.signal("INT");
      server.awaitStopping();
      server.signal("INT");
      assertEquals(130, server.exit());
      relay.release();
      transfer.handle((_, _) -> "ended, one way or the other").join();
    }
  }

  /** The frames of one transfer of the large file, as nghttp tells them. */
  private static String frames(Tool nghttp, Relay relay) {
    try {
      return nghttp.run(
          "--verbose", "--null-out", "https://localhost:" + relay.port() + "/large.bin");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
