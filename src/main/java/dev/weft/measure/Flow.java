package dev.weft.measure;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * The bytes of one connection in one direction: read, carried over a lane, written when they are
 * there.
 *
 * <p>TCP does not begin at full speed, which is why a page over six connections and one over one
 * are not alike: so many bytes are on their way as a sender in slow start would have there (RFC
 * 5681, section 3.1; RFC 6928), growing with every byte that was acknowledged, up to what the link
 * holds.
 */
final class Flow {
  private static final int SEGMENT = 1448;
  private static final int INITIAL_WINDOW = 10 * SEGMENT;

  private final Socket from;
  private final Socket to;
  private final Lane lane;
  private final long backNanos;
  private final long capacity;
  private final LongAdder carried;
  private final BlockingQueue<Segment> onTheWay = new LinkedBlockingQueue<>();

  /** Written and not yet acknowledged, with the time at which it will be. */
  private final Queue<Acknowledgement> acknowledgements = new ArrayDeque<>();

  private long window = INITIAL_WINDOW;
  private long inFlight;
  private boolean broken;

  /** Empty at the end of the stream. Nobody compares them. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Segment(byte[] bytes, long arrival) {}

  private record Acknowledgement(int bytes, long time) {}

  /**
   * @param backNanos from when bytes are there until the sender knows
   */
  Flow(Socket from, Socket to, Lane lane, long backNanos, LongAdder carried) {
    this.from = from;
    this.to = to;
    this.lane = lane;
    this.backNanos = backNanos;
    this.capacity = Math.max(INITIAL_WINDOW, lane.capacity(lane.delayNanos() + backNanos));
    this.carried = carried;
  }

  /** Reads until the end; nothing leaves before the connection would have been there. */
  void read(long connected) {
    try {
      var in = from.getInputStream();
      Lane.until(connected);
      byte[] buffer = new byte[SEGMENT];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        awaitWindow(n);
        byte[] bytes = new byte[n];
        System.arraycopy(buffer, 0, bytes, 0, n);
        onTheWay.add(new Segment(bytes, lane.send(n)));
        carried.add(n);
      }
    } catch (IOException | InterruptedException _) {
      // One side ended: the other is told by what follows.
    }
    onTheWay.add(new Segment(new byte[0], System.nanoTime() + lane.delayNanos()));
  }

  private synchronized void awaitWindow(int bytes) throws IOException, InterruptedException {
    while (inFlight + bytes > window) {
      if (broken) {
        throw new IOException("nobody takes what arrives");
      }
      Acknowledgement next = acknowledgements.peek();
      long wait = next == null ? Long.MAX_VALUE : next.time() - System.nanoTime();
      if (next != null && wait <= 0) {
        acknowledgements.remove();
        inFlight -= next.bytes();
        window = Math.min(capacity, window + next.bytes());
      } else if (next == null) {
        wait();
      } else {
        wait(wait / 1_000_000, (int) (wait % 1_000_000));
      }
    }
    inFlight += bytes;
  }

  private synchronized void acknowledge(int bytes) {
    acknowledgements.add(new Acknowledgement(bytes, System.nanoTime() + backNanos));
    notifyAll();
  }

  /** What is in flight will not be acknowledged any more. */
  private synchronized void abandon() {
    broken = true;
    notifyAll();
  }

  /** Writes what arrives until the end, and then ends the other side. */
  void write() {
    try {
      var out = to.getOutputStream();
      while (true) {
        Segment next = onTheWay.take();
        Lane.until(next.arrival());
        if (next.bytes().length == 0) {
          to.shutdownOutput();
          return;
        }
        out.write(next.bytes());
        acknowledge(next.bytes().length);
      }
    } catch (IOException | InterruptedException _) {
      abandon();
      close(from);
      close(to);
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is as good as closed.
    }
  }
}
