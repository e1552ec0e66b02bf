package dev.weft.status;

import java.util.Locale;

/** Whether the server is one to send requests to. */
public enum Phase {
  STARTING,
  READY,
  DRAINING;

  /** The status of a response that says so: a load balancer looks at nothing else. */
  public int status() {
    return this == READY ? 200 : 503;
  }

  /** As JSON, in a line of its own. */
  public String json() {
    return "{\"status\":\"" + name().toLowerCase(Locale.ROOT) + "\"}\n";
  }
}
