import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A slow link between two network devices of this machine: packets leave one after the other at its
 * rate, what finds the queue full is dropped, and what has left is there after its delay.
 *
 * <p>{@code SlowLink SERVER_DEVICE CLIENT_DEVICE DOWN_KBIT UP_KBIT ONE_WAY_MILLIS LOSS_PERCENT
 * QUEUE_BYTES}; makes the two devices (TUN), prints "ready", and at its end what it carried. The
 * devices may then be moved to where their hosts are. Needs root and Linux.
 */
final class SlowLink {
  private static final int LARGEST_PACKET = 65_536;
  private static final int O_RDWR = 2;
  private static final long TUNSETIFF = 0x400454caL;
  private static final short IFF_TUN_NO_PI = 0x1001;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle OPEN =
      function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
  private static final MethodHandle IOCTL =
      function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
  private static final MethodHandle READ =
      function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), 3);
  private static final MethodHandle WRITE =
      function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), 3);

  private SlowLink() {}

  /**
   * @param variadic the place of the first argument that C passes as one of any number
   */
  private static MethodHandle function(String name, FunctionDescriptor type, int variadic) {
    MemorySegment address = LINKER.defaultLookup().find(name).orElseThrow();
    return variadic < type.argumentLayouts().size()
        ? LINKER.downcallHandle(address, type, Linker.Option.firstVariadicArg(variadic))
        : LINKER.downcallHandle(address, type);
  }

  public static void main(String[] arguments) throws Throwable {
    if (arguments.length != 7) {
      System.err.println("SlowLink: " + arguments.length + " arguments (expected: 7)");
      System.exit(2);
    }
    int server = tun(arguments[0]);
    int client = tun(arguments[1]);
    double delay = Double.parseDouble(arguments[4]);
    double loss = Double.parseDouble(arguments[5]);
    int queue = Integer.parseInt(arguments[6]);
    Direction down =
        new Direction("down", server, client, Long.parseLong(arguments[2]), delay, loss, queue);
    Direction up =
        new Direction("up", client, server, Long.parseLong(arguments[3]), delay, loss, queue);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(down + "\n" + up)));
    down.start();
    up.start();
    System.out.println("ready");
    LockSupport.park();
    while (true) {
      LockSupport.park();
    }
  }

  private static int tun(String name) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      int fd = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), O_RDWR);
      MemorySegment request = arena.allocate(40); // struct ifreq
      request.setString(0, name);
      request.set(JAVA_SHORT, 16, IFF_TUN_NO_PI);
      if (fd < 0 || (int) IOCTL.invokeExact(fd, TUNSETIFF, request) < 0) {
        System.err.println("SlowLink: " + name + ": no device (expected: root, and /dev/net/tun)");
        System.exit(1);
      }
      return fd;
    }
  }

  /** Packets from one device to the other. */
  private static final class Direction {
    private final String name;
    private final int from;
    private final int to;
    private final double nanosPerByte;
    private final long delayNanos;
    private final double loss;
    private final long queueNanos;
    private final Random random = new Random(1);
    private final LinkedBlockingQueue<Packet> onTheWay = new LinkedBlockingQueue<>();
    private long free = System.nanoTime();
    private volatile long carried;
    private volatile long lost;
    private volatile long dropped;

    private record Packet(byte[] bytes, long arrival) {}

    Direction(String name, int from, int to, long kilobits, double delay, double loss, int queue) {
      this.name = name;
      this.from = from;
      this.to = to;
      this.nanosPerByte = 8e6 / kilobits;
      this.delayNanos = (long) (delay * 1e6);
      this.loss = loss / 100;
      this.queueNanos = (long) (queue * nanosPerByte);
    }

    void start() {
      Thread.ofPlatform().daemon().start(this::read);
      Thread.ofPlatform().daemon().start(this::write);
    }

    private void read() {
      MemorySegment buffer = Arena.global().allocate(LARGEST_PACKET);
      while (true) {
        int length = (int) call(READ, from, buffer, LARGEST_PACKET);
        long now = System.nanoTime();
        if (length <= 0) {
          LockSupport.parkNanos(1_000_000); // a device that is not up yet
        } else if (random.nextDouble() < loss) {
          lost++;
        } else if (free - now + length * nanosPerByte > queueNanos) {
          dropped++;
        } else {
          free = Math.max(free, now) + (long) (length * nanosPerByte);
          byte[] bytes = new byte[length];
          MemorySegment.copy(buffer, JAVA_BYTE, 0, bytes, 0, length);
          onTheWay.add(new Packet(bytes, free + delayNanos));
          carried++;
        }
      }
    }

    private void write() {
      MemorySegment buffer = Arena.global().allocate(LARGEST_PACKET);
      try {
        while (true) {
          Packet next = onTheWay.take();
          for (long wait; (wait = next.arrival - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(wait);
          }
          MemorySegment.copy(next.bytes, 0, buffer, JAVA_BYTE, 0, next.bytes.length);
          call(WRITE, to, buffer, next.bytes.length);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static long call(MethodHandle function, int fd, MemorySegment buffer, long length) {
      try {
        return (long) function.invokeExact(fd, buffer, length);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String toString() {
      return name + ": " + carried + " packets, " + lost + " lost, " + dropped + " dropped";
    }
  }
}
