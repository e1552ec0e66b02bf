package dev.weft.status;

import java.util.List;
import java.util.function.Supplier;

/**
 * What there is to see: the servlets of {@code /.weft/} know nothing else of the server.
 *
 * @param now asks the server how things are
 */
public record Shown(Live live, PageLoads loads, Supplier<Now> now) {
  /** The name under which the servlets find it in their context. */
  public static final String ATTRIBUTE = Shown.class.getName();

  /**
   * How things are at one moment.
   *
   * @param connections of every version of HTTP
   * @param traffic of each site
   * @param version of Weft
   * @param jetty version of Jetty
   */
  public record Now(
      Phase phase, int connections, List<Traffic> traffic, String version, String jetty) {
    public Now {
      traffic = List.copyOf(traffic);
    }
  }
}
