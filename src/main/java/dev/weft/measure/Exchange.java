package dev.weft.measure;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * A request of a page, as the page was told of it, and as it went out.
 *
 * @param sent empty where the browser does not tell, or a cache answered
 */
record Exchange(PageLoad.Resource resource, Optional<Sent> sent) {
  /** Those of a load, the page first. Requests for the same URL went out in their order. */
  static List<Exchange> of(PageLoad load) {
    Map<String, Queue<Sent>> byUrl = new HashMap<>();
    for (Sent sent : load.around().sent()) {
      byUrl.computeIfAbsent(bare(sent.url()), _ -> new ArrayDeque<>()).add(sent);
    }
    return load.requests().stream()
        .map(
            each -> {
              Queue<Sent> same = byUrl.getOrDefault(bare(each.url()), new ArrayDeque<>());
              return new Exchange(each, Optional.ofNullable(same.poll()));
            })
        .toList();
  }

  private static String bare(String url) {
    int fragment = url.indexOf('#');
    return fragment < 0 ? url : url.substring(0, fragment);
  }
}
