package dev.weft.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The question where a host is, to which a resolver may take longer than anybody waits. */
final class Lookup {
  private Lookup() {}

  /** Who knows where hosts are. */
  interface Resolver {
    InetAddress address(String host) throws IOException;
  }

  /**
   * The address of a host.
   *
   * @throws IOException when nobody knows it, or not within the patience
   * @throws InterruptedException at once, whatever the resolver does
   */
  static InetSocketAddress of(String host, int port, Duration patience)
      throws IOException, InterruptedException {
    return new InetSocketAddress(address(host, patience, Lookup::resolve), port);
  }

  static InetAddress address(String host, Duration patience, Resolver resolver)
      throws IOException, InterruptedException {
    FutureTask<InetAddress> lookup = new FutureTask<>(() -> resolver.address(host));
    // Of the platform: a lookup holds its thread, and of those that carry virtual ones there are
    // few.
    Thread.ofPlatform().daemon().name("weft-lookup").start(lookup);
    try {
      return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(host + ": unknown host", e);
    } catch (TimeoutException e) {
      throw new IOException(host + ": no address within " + patience.toMillis() / 1000.0 + " s", e);
    }
  }

  /**
   * Names under {@code localhost} are this machine's, whatever its resolver says (RFC 6761, 6.3).
   */
  private static InetAddress resolve(String host) throws IOException {
    return host.endsWith(".localhost")
        ? InetAddress.getLoopbackAddress()
        : InetAddress.getByName(host);
  }
}
