import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A slow link of two TUN devices, as the kernel's own TCP sees it.
 *
 * <p>Each way has its rate, a queue in front of it that drops what does not fit, and loss and delay
 * behind it. Arguments: the device at the server and that at the client, kbit/s down and up,
 * one-way delay in ms, loss in percent, queue in bytes. Says {@code ready} once there are devices,
 * and at SIGTERM what it carried. Linux, as root, with native access.
 */
final class SlowLink {
  /** More than a device's MTU, which is 1500. */
  private static final int PACKET_BYTES = 2048;

  private static final int MOST_PACKETS = 1 << 16;

  private SlowLink() {}

  public static void main(String[] args) throws InterruptedException {
    int server = Tun.open(args[0]);
    int client = Tun.open(args[1]);
    long delay = Math.round(Double.parseDouble(args[4]) * 1e6);
    double loss = Double.parseDouble(args[5]) / 100;
    long queue = Long.parseLong(args[6]);
    var down = new Way("down", server, client, Double.parseDouble(args[2]), delay, loss, queue);
    var up = new Way("up", client, server, Double.parseDouble(args[3]), delay, loss, queue);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> System.out.printf("%s%n%s%n", down.report(), up.report())));
    down.open();
    up.open();
    System.out.println("ready");
    Thread.currentThread().join();
  }

  /** A packet on its way, and when it arrives. */
  private static final class Packet {
    final MemorySegment bytes = Arena.ofAuto().allocate(PACKET_BYTES);
    int length;
    long due;
  }

  /**
   * One direction.
   *
   * <p>Packets keep their order, so one number says how full the queue is: when the last of them
   * will have left it. All times follow from that number and not from when a thread woke up; who
   * wakes up late catches up at once, and the rate stays exact.
   */
  private static final class Way {
    private final String name;
    private final int from;
    private final int to;
    private final double nanosPerByte;
    private final long delay;
    private final double loss;
    private final long queue;
    private final SplittableRandom random = new SplittableRandom(1);
    private final ArrayBlockingQueue<Packet> underway = new ArrayBlockingQueue<>(MOST_PACKETS);
    // Packets are used again: a collector that stops the threads would stop the link.
    private final ArrayBlockingQueue<Packet> spare = new ArrayBlockingQueue<>(MOST_PACKETS);
    private long idle = System.nanoTime();
    private volatile long packets;
    private volatile long bytes;
    private volatile long lost;
    private volatile long dropped;

    Way(String name, int from, int to, double kbit, long delay, double loss, long queue) {
      this.name = name;
      this.from = from;
      this.to = to;
      this.nanosPerByte = 8e6 / kbit;
      this.delay = delay;
      this.loss = loss;
      this.queue = queue;
    }

    void open() {
      Thread.ofPlatform().daemon().name(name + "-in").start(this::take);
      Thread.ofPlatform().daemon().name(name + "-out").start(this::give);
    }

    private void take() {
      Packet packet = new Packet();
      while (true) {
        packet.length = Tun.read(from, packet.bytes);
        if (packet.length <= 0) {
          LockSupport.parkNanos(1_000_000); // The device is not up yet.
        } else if (accepted(packet)) {
          packet = spare.poll();
          if (packet == null) packet = new Packet();
        }
      }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // One thread writes, the last one reads.
    private boolean accepted(Packet packet) {
      long now = System.nanoTime();
      long start = idle - now > 0 ? idle : now;
      if ((start - now) / nanosPerByte + packet.length > queue) {
        dropped++;
        return false;
      }
      idle = start + Math.round(packet.length * nanosPerByte);
      packet.due = idle + delay;
      if (random.nextDouble() < loss) {
        lost++;
        return false;
      }
      if (underway.offer(packet)) return true;
      dropped++;
      return false;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void give() {
      try {
        while (true) {
          Packet packet = underway.take();
          for (long early; (early = packet.due - System.nanoTime()) > 0; ) {
            LockSupport.parkNanos(early);
          }
          if (Tun.write(to, packet.bytes, packet.length) == packet.length) {
            packets++;
            bytes += packet.length;
          }
          spare.offer(packet);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts a link", e);
      }
    }

    String report() {
      return "%s: carried %d packets, %d bytes, lost %d, dropped %d"
          .formatted(name, packets, bytes, lost, dropped);
    }
  }

  /** A TUN device: reading takes a packet that the kernel sends, writing gives it one. */
  private static final class Tun {
    private static final int O_RDWR = 2;
    private static final long TUNSETIFF = 0x400454CAL;
    private static final short IFF_TUN_NO_PI = 0x1001;

    private static final MethodHandle OPEN =
        handle("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle IOCTL =
        handle(
            "ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle READ = handle("read", transfer());
    private static final MethodHandle WRITE = handle("write", transfer());

    private Tun() {}

    static int open(String device) {
      try (var arena = Arena.ofConfined()) {
        int tun = (int) OPEN.invokeExact(arena.allocateFrom("/dev/net/tun"), O_RDWR);
        // struct ifreq: the name of 16 bytes, the flags, and more that is not used.
        MemorySegment request = arena.allocate(40, 8);
        request.setString(0, device);
        request.set(JAVA_SHORT, 16, IFF_TUN_NO_PI);
        if (tun < 0 || (int) IOCTL.invokeExact(tun, TUNSETIFF, request) < 0) {
          System.err.println(device + ": no TUN device (expected: root, /dev/net/tun, a new name)");
          System.exit(1);
        }
        return tun;
      } catch (Throwable e) {
        throw new IllegalStateException(device, e);
      }
    }

    static int read(int tun, MemorySegment bytes) {
      try {
        return (int) (long) READ.invokeExact(tun, bytes, bytes.byteSize());
      } catch (Throwable e) {
        throw new IllegalStateException("read", e);
      }
    }

    static int write(int tun, MemorySegment bytes, long length) {
      try {
        return (int) (long) WRITE.invokeExact(tun, bytes, length);
      } catch (Throwable e) {
        throw new IllegalStateException("write", e);
      }
    }

    private static FunctionDescriptor transfer() {
      return FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    }

    private static MethodHandle handle(
        String name, FunctionDescriptor function, Linker.Option... options) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), function, options);
    }
  }
}
