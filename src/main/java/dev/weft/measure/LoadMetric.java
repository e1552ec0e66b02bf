package dev.weft.measure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Something that is read off a load.
 *
 * @param name for programs
 * @param title for people
 * @param of empty where it is not known
 */
record LoadMetric(String name, String title, Function<LoadRun.Complete, OptionalDouble> of) {
  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;

  static final List<LoadMetric> ALL =
      List.of(
          counted("files", "files", Load::files),
          counted("tcpHandshakes", "TCP handshakes", Load::tcpHandshakes),
          counted("tlsHandshakes", "TLS handshakes", Load::tlsHandshakes),
          counted("roundTrips", "round trips in a row", Load::roundTrips),
          counted("concurrent", "requests at once", Load::concurrent),
          counted("overtaking", "responses that overtook", Load::overtaking),
          counted("retries", "requests sent again", Load::retries),
          counted("requestFields", "request headers, bytes", Load::requestFields),
          counted("requestHeaders", "  as sent", Load::requestHeaders),
          counted("responseFields", "response headers, bytes", Load::responseFields),
          counted("responseHeaders", "  as received", Load::responseHeaders),
          counted("contentBytes", "content, bytes", Load::contentBytes),
          counted("bytes", "on the wire, bytes", Load::bytes),
          counted("codeMillis", "scripts and styles, ms", Load::codeMillis),
          counted("millis", "everything, ms", Load::millis),
          told("serverMemoryMiB", "server memory, MiB", told -> told.loaded() / MIB),
          told(
              "serverMemoryGrowthKiB",
              "  grown by, KiB",
              told -> (told.loaded() - told.before()) / KIB));

  private static LoadMetric counted(String name, String title, ToDoubleFunction<Load> of) {
    return new LoadMetric(name, title, run -> OptionalDouble.of(of.applyAsDouble(run.load())));
  }

  private static LoadMetric told(String name, String title, ToDoubleFunction<Memory.Told> of) {
    return new LoadMetric(
        name,
        title,
        run ->
            run.memory() instanceof Memory.Told told
                ? OptionalDouble.of(of.applyAsDouble(told))
                : OptionalDouble.empty());
  }

  /** Of the loads of which it is known. */
  Optional<Figures> figures(List<LoadRun.Complete> loads) {
    List<Double> values =
        loads.stream().map(of).flatMapToDouble(OptionalDouble::stream).boxed().toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(new Figures(values));
  }
}
