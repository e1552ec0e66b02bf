package dev.weft.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pictures of a page while it loads, from a visit of its own that does not count: to take them
 * costs time.
 *
 * @param frames in the order of time
 * @param loadEventEnd of that visit
 */
public record Filmstrip(List<Frame> frames, double loadEventEnd) {
  /** A page that moves has no end of pictures. */
  static final int MOST_FRAMES = 300;

  public Filmstrip {
    frames = List.copyOf(frames);
  }

  /**
   * @param millis since the navigation began
   * @param jpeg in Base64
   */
  public record Frame(double millis, String jpeg) {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    public Frame {
      if (!BASE64.matcher(jpeg).matches()) {
        throw new IllegalArgumentException("picture: no Base64");
      }
    }
  }

  /**
   * A picture that came from a browser.
   *
   * @param epochMillis since 1970
   */
  record Taken(double epochMillis, String jpeg) {}

  /** Of what was taken, in the order of time, what shows this load and something new. */
  static Filmstrip of(List<Taken> taken, PageLoad load) {
    List<Frame> frames = new ArrayList<>();
    for (Taken each : taken) {
      double millis = each.epochMillis() - load.timeOrigin();
      boolean changed = frames.isEmpty() || !frames.getLast().jpeg().equals(each.jpeg());
      if (millis >= 0 && changed) {
        frames.add(new Frame(millis, each.jpeg()));
      }
    }
    return new Filmstrip(frames, load.loadEventEnd());
  }

  /** What was to be seen at a time; empty where there is no picture so early. */
  Optional<Frame> at(double millis) {
    return frames.reversed().stream().filter(frame -> frame.millis() <= millis).findFirst();
  }
}
