package dev.weft.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A resolver that knows, one that does not, and one that never says anything. */
@Timeout(60)
final class LookupTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void everythingIsOver() {
    never.countDown();
    boolean _ = Thread.interrupted();
  }

  private InetAddress silent(String host) throws IOException {
    try {
      never.await();
    } catch (InterruptedException e) {
      throw new IOException(host, e);
    }
    throw new IOException("the test is over");
  }

  @Test
  void namesUnderLocalhostAreThisMachine() throws Exception {
    assertTrue(Lookup.of("a.b.localhost", 443, LONG).getAddress().isLoopbackAddress());
  }

  @Test
  void addressNeedsNobody() throws Exception {
    assertEquals("[0:0:0:0:0:0:0:1]:443", addressed(Lookup.of("::1", 443, LONG)));
  }

  private static String addressed(java.net.InetSocketAddress address) {
    return "[" + address.getAddress().getHostAddress() + "]:" + address.getPort();
  }

  @Test
  void hostThatNobodyKnowsIsOneLine() {
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                Lookup.address(
                    "no.test",
                    LONG,
                    host -> {
                      throw new UnknownHostException(host + ": Name or service not known");
                    }));
    assertEquals("no.test: unknown host", failure.getMessage());
  }

  @Test
  void resolverThatSaysNothingHasThePatienceOfTheCaller() {
    IOException failure =
        assertThrows(
            IOException.class,
            () -> Lookup.address("slow.test", Duration.ofMillis(500), this::silent));
    assertEquals("slow.test: no address within 0.5 s", failure.getMessage());
  }

  @Test
  void interruptionEndsTheWaitForAResolver() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> Lookup.address("slow.test", LONG, this::silent));
  }
}
