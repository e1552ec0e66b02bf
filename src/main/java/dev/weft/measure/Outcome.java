package dev.weft.measure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All that was measured.
 *
 * @param runs in the order in which they were made
 */
public record Outcome(Plan plan, List<Run> runs) {
  public Outcome {
    runs = List.copyOf(runs);
  }

  /** The complete loads of a variant. */
  public List<PageLoad> loads(Variant variant) {
    return runs.stream()
        .filter(Run.Complete.class::isInstance)
        .map(Run.Complete.class::cast)
        .filter(run -> run.variant().equals(variant))
        .map(Run.Complete::load)
        .toList();
  }

  /** All complete loads. */
  public List<PageLoad> loads() {
    return plan.variants().stream().flatMap(variant -> loads(variant).stream()).toList();
  }

  /** The runs that came to nothing. */
  public List<Run.Failed> failures() {
    return runs.stream().filter(Run.Failed.class::isInstance).map(Run.Failed.class::cast).toList();
  }

  /** What the requests of a variant were answered in, as in ALPN. */
  public String protocols(Variant variant) {
    return loads(variant).stream()
        .flatMap(load -> load.requests().stream())
        .map(PageLoad.Resource::protocol)
        .filter(protocol -> protocol.matches("[a-zA-Z0-9./]{1,20}"))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
