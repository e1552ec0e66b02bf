package dev.weft.measure;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a protocol client is to load.
 *
 * @param url of the page; https
 * @param files paths to ask for all at once; none for the page and what it names
 * @param ways to be taken in turns, in the order of the reports; at least one, each once
 * @param runs of each, 1..100
 * @param link to the server; empty for what there is
 * @param deadline for one response to be complete, 1..3600 s
 */
public record LoadPlan(
    URI url, List<String> files, List<Way> ways, int runs, Optional<Link> link, Duration deadline) {
  public LoadPlan {
    files = List.copyOf(files);
    ways = List.copyOf(ways);
    url = PageUrl.canonical(url);
    if (ways.isEmpty()) {
      throw new IllegalArgumentException("over: none (expected: at least one)");
    }
    Set<Way> once = EnumSet.noneOf(Way.class);
    for (Way way : ways) {
      if (!once.add(way)) {
        throw new IllegalArgumentException("over: " + way.word() + " twice (expected: each once)");
      }
    }
    if (runs < 1 || runs > 100) {
      throw new IllegalArgumentException("runs: " + runs + " (expected: 1..100)");
    }
    if (deadline.toSeconds() < 1 || deadline.toSeconds() > 3600) {
      throw new IllegalArgumentException(
          "timeout: " + deadline.toSeconds() + " s (expected: 1..3600)");
    }
    if (files.size() > Visit.MOST_FILES) {
      throw new IllegalArgumentException(
          "files: " + files.size() + " (expected: at most " + Visit.MOST_FILES + ")");
    }
    for (String file : files) {
      if (!file.matches("/[!-~]*")) {
        throw new IllegalArgumentException("files: " + file + " (expected: /path on a line)");
      }
    }
  }

  /** Host and port as requests name them. */
  String authority() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  /** The host without the brackets of an IPv6 address. */
  String host() {
    return url.getHost().replaceAll("[\\[\\]]", "");
  }

  int port() {
    return PageUrl.port(url);
  }
}
