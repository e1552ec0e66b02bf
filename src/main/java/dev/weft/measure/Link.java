package dev.weft.measure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link between a browser and a server: what a visitor's connection can carry.
 *
 * @param down bits a second towards the browser, at least 8000; of what TCP carries, without its
 *     headers
 * @param up bits a second towards the server, at least 8000
 * @param roundTripMillis of a byte there and one back, 0..10000, half of it each way
 */
public record Link(long down, long up, int roundTripMillis) {
  /** Bits a second of the slowest link there is: a kilobyte a second. */
  private static final long SLOWEST = 8000;

  private static final long FASTEST = 10_000_000_000L;
  private static final int LONGEST_MILLIS = 10_000;
  private static final String EXPECTED =
      "such as 10mbit,2mbit,50ms, or one of " + String.join(", ", names());

  private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(kbit|mbit|gbit)");
  private static final Pattern DELAY = Pattern.compile("(\\d{1,5})ms");

  public Link {
    requireRate("down", down);
    requireRate("up", up);
    if (roundTripMillis < 0 || roundTripMillis > LONGEST_MILLIS) {
      throw new IllegalArgumentException(
          "round trip: " + roundTripMillis + " ms (expected: 0..10000)");
    }
  }

  /** The profiles that WebPageTest and Lighthouse have under these names. */
  private static Map<String, Link> profiles() {
    return new TreeMap<>(
        Map.of(
            "slow-3g", new Link(400_000, 400_000, 400),
            "slow-4g", new Link(1_600_000, 750_000, 150),
            "4g", new Link(9_000_000, 9_000_000, 170),
            "cable", new Link(5_000_000, 1_000_000, 28),
            "fibre", new Link(20_000_000, 5_000_000, 4)));
  }

  /** The names of the profiles. */
  public static List<String> names() {
    return List.copyOf(profiles().keySet());
  }

  /**
   * Reads {@code down,up,round-trip} or the name of a profile.
   *
   * @throws IllegalArgumentException when the text is neither, with a message for people
   */
  public static Link parse(String text) {
    Link profile = profiles().get(text.toLowerCase(Locale.ROOT));
    if (profile != null) {
      return profile;
    }
    String[] parts = text.toLowerCase(Locale.ROOT).split(",", -1);
    if (parts.length == 4 || (parts.length == 2 && profiles().containsKey(parts[0]))) {
      throw new IllegalArgumentException(
          "link: loss of "
              + parts[parts.length - 1]
              + " (expected: none; what stands between browser and server here ends TCP on both"
              + " sides, and nothing is lost on it)");
    }
    if (parts.length != 3) {
      throw new IllegalArgumentException("link: " + text + " (expected: " + EXPECTED + ")");
    }
    Matcher delay = DELAY.matcher(parts[2]);
    if (!delay.matches()) {
      throw new IllegalArgumentException("link: " + parts[2] + " (expected: a delay such as 50ms)");
    }
    return new Link(rate(parts[0]), rate(parts[1]), Integer.parseInt(delay.group(1)));
  }

  private static long rate(String text) {
    Matcher rate = RATE.matcher(text);
    if (!rate.matches()) {
      throw new IllegalArgumentException("link: " + text + " (expected: a rate such as 10mbit)");
    }
    double unit =
        switch (rate.group(2)) {
          case "kbit" -> 1e3;
          case "mbit" -> 1e6;
          default -> 1e9;
        };
    return Math.round(Double.parseDouble(rate.group(1)) * unit);
  }

  private static void requireRate(String name, long rate) {
    if (rate < SLOWEST || rate > FASTEST) {
      throw new IllegalArgumentException(
          "link: " + name + " " + rate + " bit/s (expected: 8kbit to 10gbit)");
    }
  }

  /** As it can be read again. */
  @Override
  public String toString() {
    return bits(down) + "," + bits(up) + "," + roundTripMillis + "ms";
  }

  private static String bits(long rate) {
    return rate % 1_000_000 == 0 ? rate / 1_000_000 + "mbit" : rate / 1e3 + "kbit";
  }
}
