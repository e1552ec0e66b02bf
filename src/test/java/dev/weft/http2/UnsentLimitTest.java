package dev.weft.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the kernel of Linux holds, and how it is kept from holding more. */
@EnabledOnOs(OS.LINUX)
final class UnsentLimitTest {
  private static final int RECEIVE_BUFFER = 4 << 10;
  private static final int LIMIT = 64 << 10;

  private SocketChannel sender;
  private SocketChannel receiver;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      sender = SocketChannel.open(listener.getLocalAddress());
      receiver = listener.accept();
    }
    sender.configureBlocking(false);
    receiver.configureBlocking(false);
  }

  @AfterEach
  void close() throws IOException {
    sender.close();
    receiver.close();
  }

  /** Writes until the kernel takes no more. */
  private int fill() throws IOException {
    int all = 0;
    int written;
    do {
      written = sender.write(ByteBuffer.allocate(16 << 10));
      all += written;
    } while (written > 0);
    return all;
  }

  @Test
  void whatThePeerDoesNotTakeIsUnsent() throws Exception {
    assertEquals(0, UnsentLimit.unsent(sender));
    int all = fill();
    int unsent = UnsentLimit.unsent(sender);
    assertTrue(unsent > all / 2 && unsent <= all, unsent + " of " + all);
  }

  @Test
  void nothingIsUnsentOnceThePeerHasTakenIt() throws Exception {
    sender.write(ByteBuffer.allocate(64 << 10));
    assertTrue(UnsentLimit.unsent(sender) > 0);
    ByteBuffer taken = ByteBuffer.allocate(64 << 10);
    Await.await("taken", () -> receiver.read(taken) >= 0 && !taken.hasRemaining());
    Await.await("nothing is unsent", () -> UnsentLimit.unsent(sender) == 0);
  }

  @Test
  void kernelHoldsLittleMoreThanTheLimit() throws Exception {
    int before = fill();
    SocketChannel other = sender;
    connect();
    try (other) {
      UnsentLimit.set(sender, LIMIT);
      int limited = fill();
      // It takes a whole buffer as long as it is below the limit.
      assertTrue(limited <= 3 * LIMIT, limited + " bytes");
      assertTrue(limited < before / 2, limited + " of " + before + " bytes");
    }
  }

  @Test
  void closedSocketHoldsNothing() throws IOException {
    fill();
    sender.close();
    assertEquals(0, UnsentLimit.unsent(sender));
    UnsentLimit.set(sender, LIMIT); // and is no error
  }
}
