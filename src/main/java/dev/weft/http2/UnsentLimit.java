package dev.weft.http2;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many bytes a socket takes that are not sent yet: {@code TCP_NOTSENT_LOWAT} of Linux. What the
 * kernel holds cannot be overtaken any more, and it would hold megabytes.
 *
 * <p>The JDK has no such socket option, and keeps the descriptor to itself: both are reached around
 * it, with native access and an exported package that the manifest of the jar asks for. Where one
 * of them is missing, a small send buffer takes its place, which also bounds what is in flight.
 */
final class UnsentLimit {
  private static final Logger LOG = LoggerFactory.getLogger(UnsentLimit.class);
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NOTSENT_LOWAT = 25;
  private static final long SIOCOUTQNSD = 0x894b;

  /** Without the option: enough for 10 Mbit/s over 100 ms. */
  private static final int SEND_BUFFER = 128 << 10;

  private UnsentLimit() {}

  /** Limits the socket under an endpoint, if there is one. */
  static void set(EndPoint endPoint, int bytes) {
    channel(endPoint).ifPresent(channel -> set(channel, bytes));
  }

  /** Bytes that the kernel holds and has not sent once; 0 where it does not tell. */
  static int unsent(EndPoint endPoint) {
    return channel(endPoint).map(UnsentLimit::unsent).orElse(0);
  }

  static int unsent(SocketChannel channel) {
    return Holder.OPTION.map(option -> option.unsent(channel)).orElse(0);
  }

  private static Optional<SocketChannel> channel(EndPoint endPoint) {
    EndPoint bottom = endPoint;
    while (bottom instanceof EndPoint.Wrapper wrapper) {
      bottom = wrapper.unwrap();
    }
    return bottom instanceof SocketChannelEndPoint socket
        ? Optional.of(socket.getChannel()).filter(SocketChannel::isOpen)
        : Optional.empty();
  }

  static void set(SocketChannel channel, int bytes) {
    try {
      Optional<Native> option = Holder.OPTION;
      if (option.isPresent()) {
        option.get().set(channel, bytes);
      } else {
        channel.setOption(java.net.StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
      }
    } catch (java.io.IOException e) {
      LOG.debug("socket not limited", e); // it is closed
    }
  }

  private static final class Holder {
    private static final Optional<Native> OPTION = Native.find();
  }

  /** Two functions of the C library, and the way to a channel's descriptor. */
  private record Native(MethodHandle setsockopt, MethodHandle ioctl, Method descriptor) {

    @SuppressWarnings("restricted") // the manifest asks for native access
    static Optional<Native> find() {
      if (!System.getProperty("os.name").equals("Linux")) {
        return absent("it is an option of Linux");
      }
      try {
        Linker linker = Linker.nativeLinker();
        MethodHandle setsockopt =
            linker.downcallHandle(
                linker.defaultLookup().find("setsockopt").orElseThrow(),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT));
        MethodHandle ioctl =
            linker.downcallHandle(
                linker.defaultLookup().find("ioctl").orElseThrow(),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.ADDRESS),
                Linker.Option.firstVariadicArg(2));
        Method descriptor = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal");
        try (SocketChannel probe = SocketChannel.open()) {
          descriptor.invoke(probe);
        }
        return Optional.of(new Native(setsockopt, ioctl, descriptor));
      } catch (Exception | LinkageError e) {
        return absent(e.toString());
      }
    }

    private static Optional<Native> absent(String why) {
      LOG.debug("TCP_NOTSENT_LOWAT is not to be had ({}): send buffers are small instead", why);
      return Optional.empty();
    }

    int unsent(SocketChannel channel) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
        int result = (int) ioctl.invokeExact((int) descriptor.invoke(channel), SIOCOUTQNSD, value);
        return result < 0 ? 0 : value.get(ValueLayout.JAVA_INT, 0);
      } catch (Throwable e) {
        LOG.debug("socket not asked", e);
        return 0;
      }
    }

    void set(SocketChannel channel, int bytes) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment value = arena.allocateFrom(ValueLayout.JAVA_INT, bytes);
        int result =
            (int)
                setsockopt.invokeExact(
                    (int) descriptor.invoke(channel),
                    IPPROTO_TCP,
                    TCP_NOTSENT_LOWAT,
                    value,
                    (int) value.byteSize());
        LOG.debug("TCP_NOTSENT_LOWAT {}: {}", bytes, result);
      } catch (Throwable e) {
        LOG.debug("socket not limited", e);
      }
    }
  }
}
