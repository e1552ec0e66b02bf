package dev.weft.http2;

import dev.weft.priority.Advice;
import dev.weft.priority.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.frames.PriorityFrame;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of the priorities of its streams, and what the server thinks of them.
 *
 * <p>In the order of their weight: PRIORITY_UPDATE (RFC 9218, section 7), PRIORITY (RFC 7540,
 * section 6.3, with which Chromium raises the images in view), the {@code Priority} field of the
 * request, and the dependency in its HEADERS. The latest of the first two counts; an update may
 * come before its stream.
 *
 * <p>Of the tree of RFC 7540 the weights are kept, and the groups that older clients make of idle
 * streams: a stream in a group has the weight of the group. Dependencies among responses are not
 * followed, which for one list by weight, as Chromium makes it of exclusive dependencies, comes to
 * the same. Without list and group a weight is but a share, and the usual one says nothing: Firefox
 * gives its scripts 22, and no {@code Priority} field, where it means the default.
 *
 * <p>Its monitor guards its fields; it calls nothing under it.
 */
final class StreamPriorities {
  /** Idle streams whose weights are kept; browsers and nghttp2 make five. */
  private static final int MOST_GROUPS = 16;

  private final Map<Integer, Signals> open = new HashMap<>();
  private final LinkedHashMap<Integer, Priority> early = new LinkedHashMap<>();
  private final LinkedHashMap<Integer, Integer> groups = new LinkedHashMap<>();
  private boolean weightsIgnored;

  /** What is known of an open stream. */
  private record Signals(Priority signalled, boolean said, boolean passedOn, List<Advice> advice) {
    Priority priority() {
      Priority decided = Advice.decide(signalled, said, advice);
      return passedOn ? new Priority(decided.urgency(), true) : decided;
    }
  }

  /** One of the two sides says that weights mean nothing (RFC 9218, section 2.1). */
  synchronized void ignoreWeights() {
    weightsIgnored = true;
  }

  /**
   * A stream begins.
   *
   * @param dependency as in its HEADERS; null without
   */
  synchronized Priority open(int stream, HttpFields request, @Nullable PriorityFrame dependency) {
    Priority update = early.remove(stream);
    early.keySet().removeIf(idle -> idle < stream); // closed by this one
    Signals signals = signals(request, dependency);
    if (update != null && !signals.passedOn()) {
      signals = new Signals(update, true, false, List.of());
    }
    open.put(stream, signals);
    return signals.priority();
  }

  private Signals signals(HttpFields request, @Nullable PriorityFrame dependency) {
    String field = null;
    for (HttpField each : request) { // one pass: this is done for every request
      switch (each.getHeader()) {
        case VIA, FORWARDED, X_FORWARDED_FOR -> {
          // Several people share the connection, and no wish of one is to starve the others (RFC
          // 9218, section 13.1): the server alone says what is urgent, and all share.
          return new Signals(Priority.DEFAULT, false, true, List.of());
        }
        case null -> {
          if (each.is("Priority") && each.getValue() != null) {
            field = joined(field, each.getValue());
          }
        }
        default -> {}
      }
    }
    Priority told = field == null ? null : Priority.read(field).orElse(null);
    if (told != null) {
      return new Signals(told, true, false, List.of());
    }
    return dependency == null || weightsIgnored
        ? new Signals(Priority.DEFAULT, false, false, List.of())
        : weighed(dependency);
  }

  private Signals weighed(PriorityFrame dependency) {
    Integer group = groups.get(dependency.getParentStreamId());
    int weight = group == null ? dependency.getWeight() : group;
    if (group != null || dependency.isExclusive()) {
      return new Signals(Priority.ofWeight(weight), true, false, List.of());
    }
    Priority share = Priority.ofShare(weight);
    return new Signals(share, !share.equals(Priority.DEFAULT), false, List.of());
  }

  /** Several lines are one list (RFC 8941, section 4.2), which is too long when one of them is. */
  private static String joined(@Nullable String field, String line) {
    return field == null
        ? line
        : field.length() > Priority.MAX_LENGTH ? field : field + ", " + line;
  }

  /**
   * PRIORITY of a stream: an open one has a new urgency, an idle one is a group; null when nothing
   * changes.
   */
  synchronized @Nullable Priority reprioritise(PriorityFrame frame, boolean idle) {
    if (weightsIgnored) {
      return null;
    }
    Signals now = open.get(frame.getStreamId());
    if (now != null) {
      int urgency = weighed(frame).signalled().urgency();
      return change(frame.getStreamId(), new Priority(urgency, now.signalled().incremental()), now);
    }
    if (idle) {
      groups.put(frame.getStreamId(), frame.getWeight());
      if (groups.size() > MOST_GROUPS) {
        groups.pollFirstEntry();
      }
    }
    return null;
  }

  /**
   * PRIORITY_UPDATE of a stream; null when nothing changes now.
   *
   * @param most streams that may be open or have an early update, all together
   * @throws IllegalArgumentException when there are more (RFC 9218, section 7.1)
   */
  synchronized @Nullable Priority update(int stream, String field, boolean idle, int most) {
    Priority wanted = Priority.read(field).orElse(null);
    Signals now = open.get(stream);
    if (wanted != null && now != null) {
      return change(stream, wanted, now);
    }
    if (idle && !early.containsKey(stream) && early.size() + open.size() >= most) {
      throw new IllegalArgumentException("early updates: " + early.size() + " (expected: fewer)");
    }
    if (idle && wanted != null) {
      early.put(stream, wanted);
    }
    return null;
  }

  private @Nullable Priority change(int stream, Priority wanted, Signals now) {
    if (now.passedOn()) {
      return null;
    }
    Signals next = new Signals(wanted, true, false, now.advice());
    open.put(stream, next);
    return next.priority();
  }

  /** What the server thinks, after what it thought before; null when the stream is gone. */
  synchronized @Nullable Priority advise(int stream, List<Advice> more) {
    Signals now = open.get(stream);
    if (now == null) {
      return null;
    }
    List<Advice> advice = more;
    if (!now.advice().isEmpty()) {
      advice = new ArrayList<>(now.advice());
      advice.addAll(more);
    }
    Signals next = new Signals(now.signalled(), now.said(), now.passedOn(), advice);
    open.put(stream, next);
    return next.priority();
  }

  synchronized void close(int stream) {
    open.remove(stream);
  }
}
