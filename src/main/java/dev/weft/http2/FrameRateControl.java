package dev.weft.http2;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http2.frames.FrameType;
import org.eclipse.jetty.http2.frames.PriorityFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.frames.UnknownFrame;
import org.eclipse.jetty.http2.frames.WindowUpdateFrame;
import org.eclipse.jetty.io.RateControl;

/**
 * Takes each event that Jetty finds suspicious from the budget of its kind. Where a budget is
 * spent, Jetty ends the connection with ENHANCE_YOUR_CALM (RFC 9113, section 10.5).
 *
 * <p>WINDOW_UPDATE is among them where its stream is closed already. Short responses are, when
 * their first frame arrives, and some clients answer each frame: what answers data is not counted.
 */
final class FrameRateControl implements RateControl {
  /** PRIORITY_UPDATE (RFC 9218, section 7.1), which Jetty knows not. */
  static final int PRIORITY_UPDATE = 0x10;

  /** Bytes of data that one update answers, at least. */
  private static final int ANSWERED = 1024;

  /** Of what is unanswered, so that nobody saves up a flood. */
  private static final int MOST_UNANSWERED = 1 << 20;

  private final AtomicInteger unanswered = new AtomicInteger();
  private final TokenBucket priority;
  private final TokenBucket reset;
  private final TokenBucket control;
  private int parsing = FrameType.SETTINGS.getType();

  FrameRateControl(FrameBudgets budgets, LongSupplier clock) {
    this.priority = new TokenBucket(budgets.priority(), clock);
    this.reset = new TokenBucket(budgets.reset(), clock);
    this.control = new TokenBucket(budgets.control(), clock);
  }

  /** A stream that this side resets: the peer made it do so, and may not without end. */
  record Sent(ResetFrame frame) {}

  /** Says the type of the frame whose body is parsed next: an unknown frame does not tell its. */
  void parsing(int type) {
    parsing = type;
  }

  /** So many bytes of data were sent. */
  void sent(int bytes) {
    unanswered.accumulateAndGet(bytes, (now, more) -> Math.min(now + more, MOST_UNANSWERED));
  }

  @Override
  public boolean onEvent(Object event) {
    return answers(event) || bucket(event).take();
  }

  private boolean answers(Object event) {
    return event instanceof WindowUpdateFrame update
        && update.getWindowDelta() > 0 // an increment of 0 is an error
        && unanswered.getAndUpdate(now -> now < ANSWERED ? now : now - ANSWERED) >= ANSWERED;
  }

  private TokenBucket bucket(Object event) {
    return switch (event) {
      case PriorityFrame _ -> priority;
      case UnknownFrame _ when parsing == PRIORITY_UPDATE -> priority;
      case ResetFrame _ -> reset;
      case WindowUpdateFrame update when update.getWindowDelta() > 0 -> reset;
      default -> control;
    };
  }
}
