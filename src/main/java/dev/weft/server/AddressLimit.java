package dev.weft.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections of an address that has too many of them. Counts the outermost connection of a
 * socket.
 */
final class AddressLimit implements Connection.Listener {
  private final int most;
  private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();

  AddressLimit(int most) {
    this.most = most;
  }

  @Override
  public void onOpened(Connection connection) {
    InetAddress address = address(connection);
    if (address != null && open.merge(address, 1, Integer::sum) > most) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    InetAddress address = address(connection);
    if (address != null) {
      open.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Null for the inner connections of a socket, which would count it twice. */
  private static @Nullable InetAddress address(Connection connection) {
    boolean outermost =
        connection.getEndPoint() instanceof org.eclipse.jetty.io.SocketChannelEndPoint;
    return outermost
            && connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
        ? remote.getAddress()
        : null;
  }
}
