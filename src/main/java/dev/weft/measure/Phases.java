package dev.weft.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What a request spent its time with, from its start to the end of its response, without gaps.
 *
 * @param phases in the order of time; those that took no time are left out
 */
record Phases(List<Phase> phases) {
  /** What a phase is; HAR has the same kinds. */
  enum Kind {
    /** In the browser: it waits for its turn, for a connection, or for a cache. */
    QUEUED("queued"),
    DNS("name looked up"),
    CONNECT("connection opened"),
    TLS("TLS handshake"),
    /** From the first byte of the request to the first one of the response. */
    WAITING("waiting"),
    RECEIVING("receiving"),
    /** The browser does not tell of what comes from another origin that does not allow it. */
    UNTOLD("not told");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * @param start milliseconds since the navigation began
   * @param end the same, after {@code start}
   */
  record Phase(Kind kind, double start, double end) {
    double millis() {
      return end - start;
    }
  }

  static Phases of(PageLoad.Resource request) {
    Cut cut = new Cut(request.startTime());
    if (request.requestStart() == 0) {
      cut.until(request.responseEnd(), Kind.UNTOLD);
      return new Phases(cut.phases);
    }
    if (request.domainLookupEnd() > request.domainLookupStart()) {
      cut.until(request.domainLookupStart(), Kind.QUEUED);
      cut.until(request.domainLookupEnd(), Kind.DNS);
    }
    if (request.connectEnd() > request.connectStart()) {
      cut.until(request.connectStart(), Kind.QUEUED);
      if (request.secureConnectionStart() > 0) {
        cut.until(request.secureConnectionStart(), Kind.CONNECT);
        cut.until(request.connectEnd(), Kind.TLS);
      } else {
        cut.until(request.connectEnd(), Kind.CONNECT);
      }
    }
    cut.until(request.requestStart(), Kind.QUEUED);
    cut.until(request.responseStart(), Kind.WAITING);
    cut.until(request.responseEnd(), Kind.RECEIVING);
    return new Phases(cut.phases);
  }

  /** How long all of a kind took. */
  double millis(Kind kind) {
    return phases.stream().filter(phase -> phase.kind() == kind).mapToDouble(Phase::millis).sum();
  }

  /** Whether there is one of a kind. */
  boolean has(Kind kind) {
    return phases.stream().anyMatch(phase -> phase.kind() == kind);
  }

  private static final class Cut {
    private final List<Phase> phases = new ArrayList<>();
    private double at;

    Cut(double start) {
      at = start;
    }

    /** What lies before the last cut was told out of order, and is left out. */
    void until(double end, Kind kind) {
      if (end > at) {
        phases.add(new Phase(kind, at, end));
        at = end;
      }
    }
  }
}
