package dev.weft.http2;

import dev.weft.priority.Priority;
import dev.weft.priority.Scheduling;
import dev.weft.priority.StreamScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.Callback;

/**
 * Hands the frames of responses to Jetty, a batch at a time.
 *
 * <pre>
 *            push                 select                  all of it written
 *   stream ───────► ready ──────────────────► in flight ───────────────────┐
 *                    ▲  │ no window             │                   ┌──────▼──────┐
 *                    │  ▼                       │ more of the same  │    rest     │
 *                  parked                       └───────► ready     │ while the   │
 *                                                                   │ kernel has  │
 *                                             ◄──────── select ─────┤ enough      │
 *                                                                   └─────────────┘
 * </pre>
 *
 * <p>Jetty writes at once what it is given, and gathers in one write what it is given while it is
 * busy. So responses wait while requests are being parsed and handled ({@link #cork}); then the
 * first goes alone, and when it is written, Jetty's flusher itself asks for the next batch, which
 * becomes one write and few TLS records. A batch is chosen only when nothing is in flight: then the
 * windows are what they seem, what is chosen fits into them, and nothing of it stalls but for a
 * window that shrinks meanwhile.
 *
 * <p>Where a window has room for next to nothing, more of it is waited for, as TCP does (RFC 1122,
 * section 4.2.3.4). A peer that opens its windows by an octet at a time would get a frame for each,
 * and one that gives back each frame as it comes would get smaller and smaller ones. Not for ever,
 * since a window may be small for good: now and then a batch takes what room there is.
 *
 * <p>On a slow link the kernel is asked what it still holds before it is given more: a limit of the
 * socket does not keep it from adding to a packet that waits, up to 64 KiB.
 *
 * <p>Its monitor guards all its fields, and the scheduling is all that happens under it: frames are
 * handed over and callbacks called outside.
 */
final class Pump {
  /** What is below. */
  interface Wire {
    void send(Outgoing outgoing, List<Frame> frames, Callback callback);

    /** A stream had its turn, and no window. */
    void stalled(int stream);

    /** So many bytes may be unsent in the kernel. */
    void limit(int bytes);

    /** So many are; 0 where that is not known. */
    int unsent();

    /** Once, after so long. */
    void later(Runnable task, long nanos);
  }

  /** Bytes of data of one stream before it is another's turn. */
  private static final int QUANTUM = 16 << 10;

  /**
   * Writes of one batch: Jetty adds up the sizes of all that it gathered for every frame it
   * gathers, so that twice as many cost four times as much.
   */
  private static final int MOST = 24;

  /** What the headers of a response count for in a batch. */
  private static final int HEADERS = 128;

  /** Room that is worth a frame, where there is more to send than fits. */
  private static final int WORTH = 1024;

  /** How long it is waited for. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final HTTP2Session session;
  private final Wire wire;
  private final StreamScheduler<Outgoing> scheduler;
  private final BatchSize size = new BatchSize();
  private int inFlight;
  private long handed;
  private long batches;
  private int corks;

  /** When Jetty last was given something, or had written it. */
  private long progress = System.nanoTime();

  /** Something waits for more room; a timer runs; the next batch takes what room there is. */
  private boolean holding;

  private boolean waking;
  private boolean impatient;

  /** The kernel has enough for now; a timer runs. */
  private boolean resting;

  Pump(Scheduling scheduling, HTTP2Session session, Wire wire) {
    this.scheduler = new StreamScheduler<>(scheduling);
    this.session = session;
    this.wire = wire;
  }

  /**
   * Sends nothing until as many times uncorked: more is about to come, and may be sent together.
   */
  synchronized void cork() {
    corks++;
  }

  void uncork() {
    synchronized (this) {
      corks--;
    }
    pump(1);
  }

  synchronized void open(int stream, Priority priority) {
    scheduler.open(stream, priority);
  }

  synchronized void adjust(int stream, Priority priority) {
    scheduler.adjust(stream, priority);
  }

  void push(Outgoing outgoing) {
    int stream = outgoing.stream().getId();
    synchronized (this) {
      scheduler.push(stream, outgoing);
    }
    if (outgoing.stream().isResetOrFailed()) { // and perhaps closed before it was pushed
      close(stream);
    } else {
      pump(1);
    }
  }

  /** The window of a stream has grown. */
  void unpark(int stream) {
    synchronized (this) {
      scheduler.unpark(stream);
    }
    pump(1);
  }

  /** The window of the connection has grown. */
  void unpark() {
    synchronized (this) {
      scheduler.unparkAll();
    }
    pump(1);
  }

  /** Whether something of the stream waits that could be sent, were it its turn. */
  synchronized boolean waiting(int stream) {
    return scheduler.ready(stream);
  }

  /** Whether what Jetty has could not be written for so long. */
  synchronized boolean stuck(long millis) {
    return inFlight > 0 && System.nanoTime() - progress >= TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Whether Jetty has something that is not written yet. */
  synchronized boolean sending() {
    return inFlight > 0;
  }

  /** The stream is gone; what waits of it will not be sent. */
  void close(int stream) {
    Outgoing dropped;
    synchronized (this) {
      dropped = scheduler.close(stream);
    }
    if (dropped != null) {
      dropped.callback().failed(new EofException("dropped"));
    }
  }

  /**
   * Hands over the next batch, if it is time for one.
   *
   * @param most how many writes in it
   */
  private void pump(int most) {
    Batch batch;
    boolean wake;
    synchronized (this) {
      if (corks > 0 || inFlight > 0 || resting || scheduler.isEmpty()) {
        return;
      }
      batch = select(most);
      inFlight = batch.sendings.size();
      progress = System.nanoTime();
      wake = holding && !waking;
      waking |= wake;
      holding = false;
    }
    batch.stalled.forEach(wire::stalled);
    for (Sending sending : batch.sendings) {
      wire.send(sending.outgoing, sending.frames, sending);
    }
    if (wake) {
      wire.later(this::wake, PATIENCE_NANOS);
    }
  }

  /** It was waited for long enough. */
  private void wake() {
    synchronized (this) {
      waking = false;
      impatient = true;
      scheduler.unparkAll();
    }
    pump(MOST);
  }

  private Batch select(int most) {
    List<Sending> batch = new ArrayList<>();
    List<Integer> stalled = new ArrayList<>(0);
    batches++;
    int worth = impatient ? 1 : WORTH;
    impatient = false;
    int left = size.bytes();
    int window = session.getSendWindow();
    long now = System.nanoTime();
    while (left > 0 && batch.size() < most) {
      Outgoing next = scheduler.pop(now);
      if (next == null) {
        break;
      }
      int id = next.stream().getId();
      int room = Math.min(window, next.stream().updateSendWindow(0) - next.taken(batches));
      int length = Math.max(0, Math.min(Math.min(QUANTUM, left), Math.min(room, next.remaining())));
      if (next.free() || room >= Math.min(next.remaining(), worth)) {
        List<Frame> frames = next.take(length);
        next.took(length, batches);
        window -= length;
        left -= length + HEADERS;
        handed += length;
        batch.add(new Sending(next, frames, next.done()));
        if (!next.done()) {
          scheduler.push(id, next);
        }
      } else {
        holding |= room > 0;
        scheduler.park(id, next);
        stalled.add(id);
      }
    }
    return new Batch(batch, stalled);
  }

  private void landed() {
    boolean all;
    int limit = 0;
    synchronized (this) {
      progress = System.nanoTime();
      all = --inFlight == 0;
      if (all && scheduler.isEmpty()) {
        size.idle();
        handed = 0;
      } else if (all && size.written(handed, progress)) {
        limit = size.bytes();
      }
      handed = all ? 0 : handed;
    }
    if (limit > 0) {
      wire.limit(limit);
    }
    if (all) {
      rest();
      pump(MOST);
    }
  }

  /** Waits where the kernel holds more than leaves soon. */
  private void rest() {
    synchronized (this) {
      if (!size.limited() || scheduler.isEmpty()) {
        return;
      }
    }
    int unsent = wire.unsent();
    long nanos;
    synchronized (this) {
      if (resting || inFlight > 0) { // another thread was here meanwhile
        return;
      }
      nanos = size.rest(unsent);
      if (nanos == 0) {
        return;
      }
      resting = true;
    }
    wire.later(this::rested, nanos);
  }

  private void rested() {
    synchronized (this) {
      resting = false;
    }
    rest();
    pump(MOST);
  }

  /** What goes now, and the streams that would have gone if they had a window. */
  private record Batch(List<Sending> sendings, List<Integer> stalled) {}

  /** Frames that Jetty has. */
  private final class Sending implements Callback {
    private final Outgoing outgoing;
    private final List<Frame> frames;
    private final boolean last;

    Sending(Outgoing outgoing, List<Frame> frames, boolean last) {
      this.outgoing = outgoing;
      this.frames = frames;
      this.last = last;
    }

    /** The stream may go on at once, and take part in the next batch. */
    @Override
    public void succeeded() {
      if (last) {
        outgoing.callback().succeeded();
      }
      landed();
    }

    @Override
    public void failed(Throwable failure) {
      if (last || removed()) {
        outgoing.callback().failed(failure);
      }
      landed();
    }

    private boolean removed() {
      synchronized (Pump.this) {
        return scheduler.remove(outgoing.stream().getId()) != null;
      }
    }

    @Override
    public InvocationType getInvocationType() {
      return outgoing.callback().getInvocationType();
    }
  }
}
