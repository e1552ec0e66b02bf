package dev.weft.priority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random operations on a scheduler and on a list that is searched from end to end. The long run:
 * {@code -Dweft.model.operations=10000000}.
 */
final class StreamSchedulerModelTest {
  private static final int OPERATIONS = Integer.getInteger("weft.model.operations", 200_000);
  private static final long SEED = Long.getLong("weft.model.seed", 9218);

  @ParameterizedTest
  @EnumSource
  void schedulerDoesAsTheModel(Scheduling scheduling) {
    var random = new Random(SEED);
    var scheduler = new StreamScheduler<Integer>(scheduling);
    var model = new Model(scheduling);
    long now = random.nextLong();
    int popped = 0;
    for (int number = 0; number < OPERATIONS; number++) {
      // Some times of few streams, some of many, some with a slow link.
      int age = number >> 12;
      int stream = 1 + 2 * random.nextInt((age & 1) == 0 ? 6 : 40);
      now += random.nextInt((age & 2) == 0 ? 2_000_000 : 120_000_000);
      int turn = number;
      String operation = "";
      @Nullable Integer expected = null;
      @Nullable Integer actual = null;
      try {
        switch (random.nextInt(16)) {
          case 0 -> {
            var priority = priority(random);
            operation = "open " + stream + " " + priority;
            scheduler.open(stream, priority);
            model.open(stream, priority);
          }
          case 1, 2 -> {
            var priority = priority(random);
            operation = "adjust " + stream + " " + priority;
            scheduler.adjust(stream, priority);
            model.adjust(stream, priority);
          }
          case 3, 4, 5, 6 -> {
            operation = "push " + stream;
            if (!model.holds(stream)) {
              scheduler.push(stream, turn);
              model.push(stream, turn);
            }
          }
          case 7 -> {
            operation = "unpark " + stream;
            scheduler.unpark(stream);
            model.unpark(stream);
          }
          case 8 -> {
            operation = "unparkAll";
            if (random.nextInt(8) == 0) {
              scheduler.unparkAll();
              model.unparkAll();
            }
          }
          case 9 -> {
            operation = "remove " + stream;
            actual = scheduler.remove(stream);
            expected = model.remove(stream);
          }
          case 10 -> {
            operation = "close " + stream;
            actual = scheduler.close(stream);
            expected = model.close(stream);
          }
          default -> {
            operation = "pop";
            actual = scheduler.pop(now);
            var member = model.pop(now);
            if (member != null) {
              popped++;
              expected = member.turn;
              member.turn = null;
              int then = random.nextInt(8);
              if (then < 5) {
                operation = "pop and push " + member.stream;
                scheduler.push(member.stream, turn);
                model.push(member.stream, turn);
              } else if (then == 5) {
                operation = "pop and park " + member.stream;
                scheduler.park(member.stream, turn);
                model.park(member.stream, turn);
              }
            }
          }
        }
      } catch (RuntimeException e) {
        throw new AssertionError(told(number, operation), e);
      }
      if (!Objects.equals(expected, actual)
          || model.ready().findAny().isEmpty() != scheduler.isEmpty()
          || model.isReady(stream) != scheduler.ready(stream)
          || !Objects.equals(model.priority(stream), scheduler.priority(stream))) {
        assertEquals(expected, actual, told(number, operation));
        assertEquals(
            model.ready().findAny().isEmpty(), scheduler.isEmpty(), told(number, operation));
        assertEquals(model.isReady(stream), scheduler.ready(stream), told(number, operation));
        assertEquals(model.priority(stream), scheduler.priority(stream), told(number, operation));
      }
    }
    assertTrue(popped > OPERATIONS / 8, "popped: " + popped);
    assertTrue(
        scheduling != Scheduling.PRIORITY || model.reliefs > OPERATIONS / 200,
        "reliefs: " + model.reliefs);
  }

  private static String told(int number, String operation) {
    return "seed " + SEED + ", operation " + number + ": " + operation;
  }

  private static Priority priority(Random random) {
    return new Priority(random.nextInt(8), random.nextBoolean());
  }

  /** What the scheduler has to do, said as plainly as can be. */
  private static final class Model {
    final Scheduling scheduling;
    final List<Member> members = new ArrayList<>();
    final boolean[] waits = new boolean[8];
    final long[] since = new long[8]; // counts while it waits
    final boolean[] sharesNext = new boolean[8];
    boolean relieved;
    int reliefs;
    int pops;
    Runnable undo = () -> {};
    @Nullable Member last;

    Model(Scheduling scheduling) {
      this.scheduling = scheduling;
    }

    static final class Member {
      final int stream;
      Priority signalled;
      int lastTurn;
      boolean parked;
      @Nullable Integer turn;

      Member(int stream, Priority signalled) {
        this.stream = stream;
        this.signalled = signalled;
      }
    }

    void open(int stream, Priority priority) {
      var member = member(stream);
      if (member == null) {
        members.add(new Member(stream, priority));
      } else {
        adjust(stream, priority);
      }
    }

    void adjust(int stream, Priority priority) {
      var member = member(stream);
      if (member == null) {
        return;
      }
      var before = scheduling.effective(member.signalled);
      var turn = member.turn;
      member.signalled = priority;
      if (turn != null && !member.parked && !scheduling.effective(priority).equals(before)) {
        member.turn = null;
        begin(member);
        member.turn = turn;
      }
    }

    void push(int stream, Integer turn) {
      if (member(stream) == null) {
        open(stream, Priority.DEFAULT);
      }
      begin(of(stream));
      of(stream).turn = turn;
    }

    @Nullable Member pop(long now) {
      for (int u = 0; u < 8; u++) {
        if (!waits[u] && level(u).findAny().isPresent()) {
          waits[u] = true;
          since[u] = now;
        }
      }
      if (ready().findAny().isEmpty()) {
        return null;
      }
      int urgent = ready().mapToInt(m -> effective(m).urgency()).min().orElseThrow();
      int chosen = urgent;
      var late =
          IntStream.range(0, 8)
              .filter(u -> level(u).findAny().isPresent() && now - since[u] >= 250_000_000)
              .boxed()
              .max(
                  Comparator.<Integer>comparingLong(u -> now - since[u])
                      .thenComparing(Comparator.<Integer>reverseOrder()));
      boolean relief = late.isPresent() && late.get() != urgent && !relieved;
      if (relief) {
        chosen = late.orElseThrow();
        reliefs++;
      }
      int level = chosen;
      var alone =
          level(level)
              .filter(m -> !effective(m).incremental())
              .min(Comparator.comparingInt(m -> m.stream));
      var shared =
          level(level)
              .filter(m -> effective(m).incremental())
              .min(
                  Comparator.<Member>comparingInt(m -> m.lastTurn).thenComparingInt(m -> m.stream));
      var first = sharesNext[level] ? shared.or(() -> alone) : alone.or(() -> shared);
      var member = first.orElseThrow();

      int lastTurn = member.lastTurn;
      long then = since[level];
      boolean shares = sharesNext[level];
      boolean relievedBefore = relieved;
      last = member;
      undo =
          () -> {
            member.lastTurn = lastTurn;
            since[level] = then;
            sharesNext[level] = shares;
            relieved = relievedBefore;
          };

      member.lastTurn = ++pops;
      since[level] = now;
      sharesNext[level] = !effective(member).incremental();
      relieved = relief;
      return member;
    }

    void park(int stream, Integer turn) {
      var member = of(stream);
      member.turn = turn;
      member.parked = true;
      if (member == last) {
        undo.run();
        last = null;
      }
    }

    void unpark(int stream) {
      var member = member(stream);
      if (member != null && member.parked) {
        begin(member);
        member.parked = false;
      }
    }

    void unparkAll() {
      members.forEach(member -> member.parked = false);
    }

    @Nullable Integer remove(int stream) {
      var member = member(stream);
      if (member == null) {
        return null;
      }
      var turn = member.turn;
      member.turn = null;
      member.parked = false;
      return turn;
    }

    @Nullable Integer close(int stream) {
      var turn = remove(stream);
      members.removeIf(member -> member.stream == stream);
      return turn;
    }

    @Nullable Priority priority(int stream) {
      var member = member(stream);
      return member == null ? null : member.signalled;
    }

    boolean holds(int stream) {
      var member = member(stream);
      return member != null && member.turn != null;
    }

    boolean isReady(int stream) {
      return ready().anyMatch(member -> member.stream == stream);
    }

    Stream<Member> ready() {
      return members.stream().filter(member -> member.turn != null && !member.parked);
    }

    private Stream<Member> level(int urgency) {
      return ready().filter(member -> effective(member).urgency() == urgency);
    }

    private Priority effective(Member member) {
      return scheduling.effective(member.signalled);
    }

    /** A level that nothing was ready in waits from when something is. */
    private void begin(Member member) {
      int level = effective(member).urgency();
      waits[level] &= level(level).findAny().isPresent();
    }

    private @Nullable Member member(int stream) {
      return members.stream().filter(m -> m.stream == stream).findFirst().orElse(null);
    }

    private Member of(int stream) {
      return members.stream().filter(m -> m.stream == stream).findFirst().orElseThrow();
    }
  }
}
