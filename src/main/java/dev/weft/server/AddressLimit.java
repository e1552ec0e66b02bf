package dev.weft.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/**
 * Closes connections of an address that has too many of them. Counts the outermost connection of a
 * socket. Of IPv6 a network of 64 bits is one address, since who has one of them has all.
 */
final class AddressLimit implements Connection.Listener {
  private final int most;
  private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();

  /** Where they come from, which a socket that is closed does not tell any more. */
  private final ConcurrentHashMap<Connection, InetAddress> counted = new ConcurrentHashMap<>();

  AddressLimit(int most) {
    this.most = most;
  }

  @Override
  public void onOpened(Connection connection) {
    boolean outermost = connection.getEndPoint() instanceof SocketChannelEndPoint;
    if (outermost
        && connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote) {
      InetAddress address = network(remote.getAddress());
      counted.put(connection, address);
      if (open.merge(address, 1, Integer::sum) > most) {
        connection.getEndPoint().close();
      }
    }
  }

  @Override
  public void onClosed(Connection connection) {
    InetAddress address = counted.remove(connection);
    if (address != null) {
      open.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, 8, 16, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // it has 16 bytes
    }
  }
}
