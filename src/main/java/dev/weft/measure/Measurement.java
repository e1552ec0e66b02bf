package dev.weft.measure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
        finished.accept(run(variant));
      }
    }
  }

  private Run run(Variant variant) throws InterruptedException {
    try (Profile profile = Profile.open()) {
      Optional<Believed.Shown> shown = believed.shown(variant.url().getHost(), variant.address());
      PageLoad load = visit(variant, profile, shown);
      return new Run.Complete(variant, plan.warm() ? visit(variant, profile, shown) : load);
    } catch (BrowserException | IOException e) {
      return new Run.Failed(variant, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) { // from the page, which may change what it is asked
      return new Run.Failed(variant, variant.url() + ": not understood: " + e.getMessage());
    }
  }

  /** Through a relay, but for a server elsewhere that nothing is to slow down. */
  private PageLoad visit(Variant variant, Profile profile, Optional<Believed.Shown> shown)
      throws BrowserException, IOException, InterruptedException {
    InetSocketAddress server = variant.address();
    if (plan.link().isEmpty() && !server.getAddress().isLoopbackAddress()) {
      return visit(variant, profile, route(variant, Optional.empty(), shown));
    }
    try (Relay relay = Relay.open(plan.link(), server)) {
      PageLoad load = visit(variant, profile, route(variant, Optional.of(relay.port()), shown));
      return load.over(relay.connections());
    }
  }

  private static Route route(
      Variant variant, Optional<Integer> port, Optional<Believed.Shown> shown) {
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add(variant.url().getHost());
    shown.ifPresent(certificate -> hosts.addAll(certificate.hosts()));
    return new Route(port, List.copyOf(hosts), variant.http2(), shown);
  }

  private PageLoad visit(Variant variant, Profile profile, Route route)
      throws BrowserException, InterruptedException {
    Installed browser = plan.browser();
    try (Browser started =
        switch (browser.engine()) {
          case CHROMIUM -> Chromium.start(browser.program(), profile.folder(), route);
          case FIREFOX -> Firefox.start(browser.program(), profile.folder(), route, variant.port());
        }) {
      PageLoad load = started.load(variant.url().toString(), plan.patience());
      started.quit();
      int status = load.document().status();
      if (status >= 400) {
        throw new BrowserException(load.url() + ": status " + status);
      }
      return load;
    }
  }
}
