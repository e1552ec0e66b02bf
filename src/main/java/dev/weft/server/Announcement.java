package dev.weft.server;

import dev.weft.origin.Origin;
import java.util.List;

/** What a connection of HTTP/2 says of the origins it may be used for. */
public sealed interface Announcement {
  /** An ORIGIN frame (RFC 8336, section 2). */
  record Frame(List<Origin> origins) implements Announcement {}

  /** No ORIGIN frame, since none is wanted. */
  record Off() implements Announcement {}

  /**
   * No ORIGIN frame, since a site answers to names that cannot be listed.
   *
   * @param wildcard that stands for them
   */
  record Endless(String wildcard) implements Announcement {}
}
