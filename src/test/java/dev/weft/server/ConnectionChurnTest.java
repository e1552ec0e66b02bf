package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.config.Configuration;
import dev.weft.testing.Await;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.TestServer;
import dev.weft.testing.TlsClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.management.ObjectName;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of ten thousand connections that end at any moment nothing is left. What they do is drawn from
 * {@code -Dweft.churn.seed}; when it is done is not.
 */
final class ConnectionChurnTest {
  private static final long SEED = Long.getLong("weft.churn.seed", 9113);
  private static final int CONNECTIONS = Integer.getInteger("weft.churn.connections", 10_000);
  private static final int AT_ONCE = 24;

  /** After these, pools and caches have about the size that they keep. */
  private static final int FIRST = 600;

  /** Jetty keeps a closed session for as long, until a timer finds that no stream is left. */
  private static final int IDLE_SECONDS = 16;

  private static final int STREAMS_THAT_STAY = 200;

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int MORE_THREADS = AT_ONCE;
  private static final int MORE_FILES = 8;
  private static final long MORE_HEAP = 8 << 20;

  private static final List<String> PER_STREAM =
      List.of(
          "dev.weft.priority.OpenStream",
          "dev.weft.http2.Http2Stream",
          "dev.weft.http2.Outgoing",
          "dev.weft.server.DiskTransfer");
  private static final String SESSION = "dev.weft.http2.Http2Session";

  @TempDir Path folder;
  private final ArrayByteBufferPool.Tracking buffers = new ArrayByteBufferPool.Tracking();
  private final Server jetty = new Server(WeftServer.threads(), null, buffers);

  /** What the process holds. */
  private record Held(int threads, long files, long heap) {
    static Held now() throws IOException {
      try (Stream<Path> files = Files.list(DESCRIPTORS)) {
        return new Held(
            ManagementFactory.getThreadMXBean().getThreadCount(),
            files.count(),
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
      }
    }

    /** Whether it is the same, but for what pools and caches may have more of. */
    boolean back(Held before) {
      return threads <= before.threads + MORE_THREADS
          && files <= before.files + MORE_FILES
          && heap <= before.heap + MORE_HEAP;
    }
  }

  @Test
  @Timeout(300)
  void nothingIsLeftOfTenThousandConnections() throws Exception {
    assumeTrue(Files.isDirectory(DESCRIPTORS), "the system does not tell which files are open");
    try (TestServer server = start()) {
      visit(server.port(), 0, FIRST);
      awaitNothingLeft();
      live();
      Held before = Held.now();
      visit(server.port(), FIRST, FIRST + CONNECTIONS);
      SSLContext tls = TlsClient.trusting();
      try (Http2Peer stays = Http2Peer.open(server.port(), "localhost", tls)) {
        new RandomVisit(server.port(), tls, SEED).stay(stays, STREAMS_THAT_STAY);
        awaitAtMost(Duration.ofSeconds(IDLE_SECONDS / 2), 0, PER_STREAM); // not because it is idle
        int next = 2 * STREAMS_THAT_STAY + 1;
        assertEquals(1, stays.request(next, "/1.bin").wantResponse(next).body().length);
      }
      awaitNothingLeft();
      List<Held> after = new ArrayList<>();
      try {
        Await.await(
            "as before",
            () -> {
              live();
              after.add(Held.now());
              return after.getLast().back(before);
            });
      } catch (AssertionError e) {
        throw new AssertionError("seed " + SEED + ": " + before + ", then " + after.getLast(), e);
      }
      try (Http2Peer fresh = Http2Peer.connect(server.port())) {
        assertEquals(100, fresh.request(1, "/100.bin").wantResponse(1).body().length);
      }
      assertEquals(List.of(), server.problems());
    }
  }

  private TestServer start() throws Exception {
    TestServer.Preparation site = TestServer.in(folder);
    for (int size : RandomVisit.SIZES) {
      site.file("site/" + size + ".bin", new byte[size]);
    }
    Configuration.Limits limits = Configuration.Limits.DEFAULT;
    return site.with(new Configuration.Store(Optional.empty(), 1 << 20, false, Optional.empty(), 0))
        .with(
            new Configuration.Limits(
                limits.connections(),
                limits.connections(), // those that have ended take a while to be closed
                IDLE_SECONDS,
                limits.drainTimeout(),
                limits.requestHeaderBytes()))
        .start((c, credentials, notices) -> WeftServer.start(c, credentials, notices, jetty));
  }

  private static void visit(int port, int from, int to) throws Exception {
    SSLContext tls = TlsClient.trusting();
    AtomicInteger next = new AtomicInteger(from);
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        all.add(
            visitors.submit(
                () -> {
                  for (int n = next.getAndIncrement(); n < to; n = next.getAndIncrement()) {
                    try {
                      new RandomVisit(port, tls, SEED + n).run();
                    } catch (Exception | AssertionError e) {
                      next.set(to);
                      throw new AssertionError("seed " + SEED + ", connection " + n, e);
                    }
                  }
                  return null;
                }));
      }
    }
    for (Future<?> each : all) {
      each.get();
    }
  }

  private void awaitNothingLeft() throws Exception {
    ServerConnector connector = (ServerConnector) jetty.getConnectors()[0];
    Await.await("no connection", () -> connector.getConnectedEndPoints().isEmpty());
    try {
      Await.await("no buffer is taken", () -> buffers.getLeaks().isEmpty());
    } catch (AssertionError e) {
      throw new AssertionError(buffers.dumpLeaks(), e);
    }
    buffers.clear();
    Duration idle = Duration.ofSeconds(2 * IDLE_SECONDS);
    awaitAtMost(idle, 0, PER_STREAM);
    // Each selector holds the connection that it looked at last.
    awaitAtMost(idle, connector.getSelectorManager().getSelectorCount(), List.of(SESSION));
  }

  /** The schedulers and sessions cannot be asked once they are gone; the heap can. */
  private static void awaitAtMost(Duration longest, int most, List<String> classes)
      throws Exception {
    Await.await(
        "seed " + SEED + ": at most " + most + " of " + classes,
        longest,
        () -> {
          Map<String, Integer> live = live();
          return classes.stream().allMatch(name -> live.getOrDefault(name, 0) <= most);
        });
  }

  /** How many objects there are of each class, after the garbage was collected. */
  private static Map<String, Integer> live() throws Exception {
    Object histogram =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    Map<String, Integer> live = new TreeMap<>();
    for (String line : histogram.toString().lines().toList()) {
      String[] words = line.strip().split(" +", -1); // rank, objects, bytes, class
      if (words[0].endsWith(":")) {
        live.put(words[3], Integer.parseInt(words[1]));
      }
    }
    return live;
  }
}
