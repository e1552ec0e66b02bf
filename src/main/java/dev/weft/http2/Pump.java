package dev.weft.http2;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Hands the frames of responses to Jetty, a batch at a time.
 *
 * <pre>
 *            push                 select                     all of it written
 *   stream ───────► ready ──────────────────► in flight ──────────────────────┐
 *                    ▲  │ no window             │                             │
 *                    │  ▼                       │ more of the same stream     │
 *                  parked                       └───────► ready       select ─┘
 * </pre>
 *
 * <p>Jetty writes at once what it is given, and gathers in one write what it is given while it is
 * busy. So responses wait while requests are being parsed and handled ({@link #cork}); then the
 * first goes alone, and when it is written, Jetty's flusher itself asks for the next batch, which
 * becomes one write and few TLS records. A batch is chosen only when nothing is in flight: then the
 * windows are what they seem, what is chosen fits into them, and nothing of it can stall.
 *
 * <p>Its monitor guards all its fields, and the scheduling is all that happens under it: frames are
 * handed over and callbacks called outside.
 */
final class Pump {
  /** Sends frames of a stream now. */
  interface Wire {
    void send(Outgoing outgoing, List<Frame> frames, Callback callback);
  }

  /** Bytes of data in a batch. */
  private static final int BATCH = 32 << 10;

  /** Bytes of data of one stream before it is another's turn. */
  private static final int QUANTUM = 16 << 10;

  /** What the headers of a response count for in a batch. */
  private static final int HEADERS = 128;

  private final HTTP2Session session;
  private final Wire wire;
  private final Deque<Outgoing> ready = new ArrayDeque<>();
  private final Map<Integer, Outgoing> parked = new HashMap<>();
  private int inFlight;
  private int corks;

  Pump(HTTP2Session session, Wire wire) {
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

  void push(Outgoing outgoing) {
    synchronized (this) {
      ready.add(outgoing);
    }
    pump(1);
  }

  /** The window of a stream has grown. */
  void unpark(int stream) {
    synchronized (this) {
      Outgoing outgoing = parked.remove(stream);
      if (outgoing == null) {
        return;
      }
      ready.add(outgoing);
    }
    pump(1);
  }

  /** The window of the connection, or of every stream, has grown. */
  void unpark() {
    synchronized (this) {
      ready.addAll(parked.values());
      parked.clear();
    }
    pump(1);
  }

  /** Whether something of the stream waits that could be sent, were it its turn. */
  synchronized boolean waiting(int stream) {
    return ready.stream().anyMatch(outgoing -> outgoing.stream().getId() == stream);
  }

  /** The stream is gone; what waits of it will not be sent. */
  void drop(int stream) {
    Outgoing dropped = remove(stream);
    if (dropped != null) {
      dropped.callback().failed(new EofException("dropped"));
    }
  }

  private synchronized @Nullable Outgoing remove(int stream) {
    Outgoing dropped = parked.remove(stream);
    for (var waiting = ready.iterator(); dropped == null && waiting.hasNext(); ) {
      Outgoing outgoing = waiting.next();
      if (outgoing.stream().getId() == stream) {
        waiting.remove();
        dropped = outgoing;
      }
    }
    return dropped;
  }

  /**
   * Hands over the next batch, if it is time for one.
   *
   * @param most how many writes in it
   */
  private void pump(int most) {
    List<Sending> batch;
    synchronized (this) {
      if (corks > 0 || inFlight > 0 || ready.isEmpty()) {
        return;
      }
      batch = select(most);
      inFlight = batch.size();
    }
    for (Sending sending : batch) {
      wire.send(sending.outgoing, sending.frames, sending);
    }
  }

  private List<Sending> select(int most) {
    List<Sending> batch = new ArrayList<>();
    Map<Integer, Integer> taken = new HashMap<>();
    int left = BATCH;
    int window = session.getSendWindow();
    while (left > 0 && batch.size() < most) {
      Outgoing next = ready.poll();
      if (next == null) {
        break;
      }
      int id = next.stream().getId();
      int room = Math.min(window, next.stream().updateSendWindow(0) - taken.getOrDefault(id, 0));
      int length = Math.max(0, Math.min(Math.min(QUANTUM, left), Math.min(room, next.remaining())));
      if (length > 0 || next.free()) {
        List<Frame> frames = next.take(length);
        taken.merge(id, length, Integer::sum);
        window -= length;
        left -= length + HEADERS;
        batch.add(new Sending(next, frames, next.done()));
        if (!next.done()) {
          ready.add(next);
        }
      } else {
        parked.put(id, next);
      }
    }
    return batch;
  }

  private void landed() {
    boolean all;
    synchronized (this) {
      all = --inFlight == 0;
    }
    if (all) {
      pump(Integer.MAX_VALUE);
    }
  }

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
      if (last || remove(outgoing.stream().getId()) != null) {
        outgoing.callback().failed(failure);
      }
      landed();
    }

    @Override
    public InvocationType getInvocationType() {
      return outgoing.callback().getInvocationType();
    }
  }
}
