package dev.weft.measure;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * A request of a page, as the page was told of it, and as it went out when the page was recorded.
 *
 * @param sent in the recorded visit; empty where there was none, or no such request in it
 */
record PageRequest(PageLoad.Resource resource, Optional<Sent> sent) {
  /** Those of a load, the page first. The first request for a URL is the first in both visits. */
  static List<PageRequest> of(PageLoad load, List<Sent> recorded) {
    Map<String, Queue<Sent>> byUrl = new HashMap<>();
    for (Sent sent : recorded) {
      byUrl.computeIfAbsent(bare(sent.url()), _ -> new ArrayDeque<>()).add(sent);
    }
    return load.requests().stream()
        .map(
            each -> {
              Queue<Sent> same = byUrl.getOrDefault(bare(each.url()), new ArrayDeque<>());
              return new PageRequest(each, Optional.ofNullable(same.poll()));
            })
        .toList();
  }

  private static String bare(String url) {
    int fragment = url.indexOf('#');
    return fragment < 0 ? url : url.substring(0, fragment);
  }
}
