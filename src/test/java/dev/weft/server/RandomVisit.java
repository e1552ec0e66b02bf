package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.testing.Http2Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLContext;

/**
 * One connection of a client that asks for files, changes its mind, and leaves at any moment and in
 * any way. All it says is right, so that a server which ends the connection is wrong.
 */
final class RandomVisit {
  /** The sizes of the files it asks for, as {@code /SIZE.bin}; the last two are not in memory. */
  static final List<Integer> SIZES =
      List.of(1, 100, 4000, 16_384, 65_536, 300_000, 1 << 20, 4 << 20);

  /** Larger ones are read to their end by few. */
  private static final int SMALL = 65_536;

  private static final int INITIAL_WINDOW_SIZE = 4;

  private final int port;
  private final SSLContext tls;
  private final Random random;
  private final List<Integer> asked = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();

  RandomVisit(int port, SSLContext tls, long seed) {
    this.port = port;
    this.tls = tls;
    this.random = new Random(seed);
  }

  void run() throws IOException {
    if (oneIn(50)) {
      leaveInTheHandshake();
      return;
    }
    try (Http2Peer peer = Http2Peer.open(port, "localhost", tls)) {
      if (oneIn(50)) {
        return;
      }
      peer.preface(Map.of(INITIAL_WINDOW_SIZE, window())).autoWindow(random.nextBoolean());
      for (int streams = 1 + random.nextInt(5); asked.size() < streams; ) {
        ask(peer);
        for (int actions = random.nextInt(4); actions > 0; actions--) {
          act(peer);
        }
      }
      leave(peer);
    }
  }

  /** Many streams on a connection that stays, none of which is left open, as is every window. */
  void stay(Http2Peer peer, int streams) throws IOException {
    peer.preface(Map.of(INITIAL_WINDOW_SIZE, window())).autoWindow(random.nextBoolean());
    while (asked.size() < streams) {
      ask(peer);
      act(peer);
      if (open.size() > 20) {
        resetAll(peer);
      }
    }
    resetAll(peer);
    openWindows(peer).roundTrip();
  }

  private void ask(Http2Peer peer) throws IOException {
    int stream = 2 * asked.size() + 1;
    int size = random.nextInt(SIZES.size());
    peer.request(stream, "/" + SIZES.get(size) + ".bin", "priority: " + priority());
    asked.add(size);
    open.add(stream);
  }

  private void act(Http2Peer peer) throws IOException {
    int stream = 2 * random.nextInt(asked.size()) + 1; // perhaps closed already
    switch (random.nextInt(8)) {
      case 0 -> peer.flush();
      case 1 -> peer.roundTrip();
      case 2 -> reset(peer, open.isEmpty() ? stream : open.get(random.nextInt(open.size())));
      case 3 -> peer.windowUpdate(stream, 1);
      case 4 -> peer.windowUpdate(stream, 100_000).windowUpdate(0, 100_000);
      case 5 -> peer.priorityUpdate(stream, priority());
      case 6 -> peer.priority(stream, 0, 1 + random.nextInt(256), false);
      case 7 -> peer.settings(Map.of(INITIAL_WINDOW_SIZE, window()));
      default -> throw new AssertionError();
    }
  }

  private void leave(Http2Peer peer) throws IOException {
    switch (random.nextInt(7)) {
      case 0 -> peer.abort();
      case 1 -> peer.flush().abort();
      case 2 -> {
        peer.raw(new byte[] {0, 0, 9, Http2Peer.HEADERS, 5, 0}).flush(); // a frame begins
        peer.abort();
      }
      case 3 -> peer.flush(); // and says goodbye in TLS
      case 4 -> peer.frame(Http2Peer.GOAWAY, 0, 0, new byte[8]).flush();
      case 5 -> {
        resetAll(peer);
        peer.roundTrip();
      }
      case 6 -> {
        readAll(peer);
        peer.frame(Http2Peer.GOAWAY, 0, 0, new byte[8]);
        peer.wantClosed();
      }
      default -> throw new AssertionError();
    }
  }

  private void readAll(Http2Peer peer) throws IOException {
    int most = oneIn(50) ? Integer.MAX_VALUE : SMALL;
    for (int stream : List.copyOf(open)) {
      if (size(stream) > most) {
        reset(peer, stream);
      }
    }
    openWindows(peer);
    for (int stream : open) {
      assertEquals(size(stream), peer.wantResponse(stream).body().length);
    }
  }

  private static Http2Peer openWindows(Http2Peer peer) throws IOException {
    return peer.autoWindow(true)
        .settings(Map.of(INITIAL_WINDOW_SIZE, 1 << 23))
        .windowUpdate(0, 1 << 26);
  }

  private void resetAll(Http2Peer peer) throws IOException {
    for (int stream : List.copyOf(open)) {
      reset(peer, stream);
    }
  }

  private void reset(Http2Peer peer, Integer stream) throws IOException {
    peer.reset(stream, Http2Peer.CANCEL);
    open.remove((Object) stream);
  }

  private void leaveInTheHandshake() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoLinger(random.nextBoolean(), 0);
      socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1, 0}); // a ClientHello begins
    }
  }

  private int size(int stream) {
    return SIZES.get(asked.get(stream / 2));
  }

  private int window() {
    return List.of(0, 1, 1, 1000, 65_535, 1 << 20).get(random.nextInt(6));
  }

  private String priority() {
    return "u=" + random.nextInt(8) + (random.nextBoolean() ? ", i" : "");
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }
}
