package dev.weft.measure;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    return complete(variant).map(Run.Complete::load).toList();
  }

  /** The complete run whose load took as long as half of them; empty where none was complete. */
  public Optional<Run.Complete> typical(Variant variant) {
    List<Run.Complete> byLoad =
        complete(variant)
            .sorted(Comparator.comparingDouble(run -> run.load().loadEventEnd()))
            .toList();
    return byLoad.isEmpty() ? Optional.empty() : Optional.of(byLoad.get((byLoad.size() - 1) / 2));
  }

  private Stream<Run.Complete> complete(Variant variant) {
    return runs.stream()
        .filter(Run.Complete.class::isInstance)
        .map(Run.Complete.class::cast)
        .filter(run -> run.variant().equals(variant));
  }

  /** What was recorded of a variant; empty where nothing was. */
  Optional<Recording> recording(Variant variant) {
    return runs.stream()
        .filter(Run.Recorded.class::isInstance)
        .map(Run.Recorded.class::cast)
        .filter(run -> run.variant().equals(variant))
        .map(Run.Recorded::recording)
        .findFirst();
  }

  /** The requests of a load of a variant, with how they went out when it was recorded. */
  List<PageRequest> requests(Variant variant, PageLoad load) {
    return PageRequest.of(load, recording(variant).map(Recording::sent).orElse(List.of()));
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
