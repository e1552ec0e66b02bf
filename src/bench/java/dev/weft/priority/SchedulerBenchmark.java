package dev.weft.priority;

import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What one operation of the scheduler costs on a connection that always has 128 streams ready, of
 * all urgencies and both kinds.
 *
 * <p>A stream is opened, adjusted once by the rules of its site, and has one to eight turns. One
 * turn in eight finds the window closed; one in sixteen comes with another priority from the client
 * for any of the streams.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SchedulerBenchmark {
  private static final int STREAMS = 128;
  private static final int OPERATIONS = 100_000;
  private static final long TURN_NANOS = 100_000; // 16 KiB at 1.3 Gbit/s

  @Param private Scheduling scheduling;

  private final Random random = new Random(9218);
  private final Priority[] priorities = new Priority[1024];
  private final Response[] open = new Response[STREAMS];
  private StreamScheduler<Response> scheduler;
  private int opened;
  private int turns;
  private long now;

  /** A stream at its place among those that are open. */
  private static final class Response {
    final int place;
    final int stream;
    int turns;

    Response(int place, int stream, int turns) {
      this.place = place;
      this.stream = stream;
      this.turns = turns;
    }
  }

  @Setup
  public void open() {
    scheduler = new StreamScheduler<>(scheduling);
    for (int i = 0; i < priorities.length; i++) {
      priorities[i] = new Priority(random.nextInt(8), random.nextBoolean());
    }
    for (int place = 0; place < STREAMS; place++) {
      open(place);
    }
  }

  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public void operation() {
    for (int done = 0; done < OPERATIONS; ) {
      done += turn();
    }
  }

  /** Takes a turn; returns how many operations that were. */
  private int turn() {
    int done = 0;
    if (++turns % 16 == 0) {
      int place = turns / 16 % STREAMS;
      scheduler.adjust(open[place].stream, priorities[turns % priorities.length]);
      done++;
    }
    now += TURN_NANOS;
    Response next = Objects.requireNonNull(scheduler.pop(now));
    if (turns % 8 == 0) {
      scheduler.park(next.stream, next);
      scheduler.unpark(next.stream);
      return done + 3;
    }
    if (--next.turns > 0) {
      scheduler.push(next.stream, next);
      return done + 2;
    }
    scheduler.close(next.stream);
    open(next.place);
    return done + 5;
  }

  /** Three operations. */
  private void open(int place) {
    Response response = new Response(place, 2 * opened + 1, 1 + opened % 8);
    open[place] = response;
    scheduler.open(response.stream, Priority.DEFAULT);
    scheduler.adjust(response.stream, priorities[opened++ % priorities.length]);
    scheduler.push(response.stream, response);
  }
}
