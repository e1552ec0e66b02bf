package dev.weft.measure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Carries out a plan: a new browser, a new profile and a new link for each run. */
public final class Measurement {
  private final Plan plan;
  private final Believed believed;
  private final Consumer<Run> finished;

  /**
   * @param finished told of each run when it is over
   */
  public Measurement(Plan plan, Believed believed, Consumer<Run> finished) {
    this.plan = plan;
    this.believed = believed;
    this.finished = finished;
  }

  /**
   * All runs. The variants take turns, so that what else happens on the machine happens to all.
   *
   * @throws InterruptedException when it is to end; what is finished was told
   */
  public void run() throws InterruptedException {
    for (int i = 0; i < plan.runs(); i++) {
      for (Variant variant : plan.variants()) {
        finished.accept(run(variant, false));
      }
    }
    for (Variant variant : plan.record() ? plan.variants() : List.<Variant>of()) {
      finished.accept(run(variant, true));
    }
  }

  private Run run(Variant variant, boolean record) throws InterruptedException {
    try (Profile profile = Profile.open()) {
      Duration patience = Patience.of(plan.patience()).handshake();
      InetSocketAddress server = variant.address(patience);
      Optional<Believed.Shown> shown = believed.shown(variant.url().getHost(), server, patience);
      if (plan.warm()) {
        var _ = visit(variant, server, profile, shown, false);
      }
      return visit(variant, server, profile, shown, record);
    } catch (BrowserException e) {
      return new Run.Failed(variant, String.valueOf(e.getMessage()), e.status());
    } catch (IOException e) {
      return new Run.Failed(variant, String.valueOf(e.getMessage()), OptionalInt.empty());
    } catch (IllegalArgumentException e) { // from the page, which may change what it is asked
      String reason = variant.url() + ": not understood: " + e.getMessage();
      return new Run.Failed(variant, reason, OptionalInt.empty());
    }
  }

  /** Through a relay, but for a server elsewhere that nothing is to slow down. */
  private Run visit(
      Variant variant,
      InetSocketAddress server,
      Profile profile,
      Optional<Believed.Shown> shown,
      boolean record)
      throws BrowserException, IOException, InterruptedException {
    if (plan.link().isEmpty() && !server.getAddress().isLoopbackAddress()) {
      Route route = route(variant, Optional.empty(), shown);
      return visit(variant, profile, route, record, OptionalInt::empty);
    }
    try (Relay relay = Relay.open(plan.link(), server)) {
      Route route = route(variant, Optional.of(relay.port()), shown);
      return visit(variant, profile, route, record, () -> OptionalInt.of(relay.connections()));
    }
  }

  private static Route route(
      Variant variant, Optional<Integer> port, Optional<Believed.Shown> shown) {
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add(variant.url().getHost());
    shown.ifPresent(certificate -> hosts.addAll(certificate.hosts()));
    return new Route(port, List.copyOf(hosts), variant.http2(), shown);
  }

  private Run visit(
      Variant variant,
      Profile profile,
      Route route,
      boolean record,
      Supplier<OptionalInt> connections)
      throws BrowserException, InterruptedException {
    String url = variant.url().toString();
    try (Browser browser = start(variant, profile, route, record)) {
      if (record) {
        Filmstrip film = browser.film(url, plan.patience());
        browser.quit();
        return new Run.Recorded(variant, new Recording(film, browser.sent()));
      }
      PageLoad load = browser.load(url, plan.patience());
      browser.quit();
      int status = load.document().status();
      if (status >= 400) {
        throw new BrowserException(load.url(), status);
      }
      return new Run.Complete(
          variant, load.in(new PageLoad.Around(browser.product(), connections.get())));
    }
  }

  private Browser start(Variant variant, Profile profile, Route route, boolean record)
      throws BrowserException, InterruptedException {
    Installed browser = plan.browser();
    return switch (browser.engine()) {
      case CHROMIUM -> Chromium.start(browser.program(), profile.folder(), route, record);
      case FIREFOX -> Firefox.start(browser.program(), profile.folder(), route, variant.port());
    };
  }
}
