package dev.weft.measure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  public List<Run> run() throws InterruptedException {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < plan.runs(); i++) {
      for (Variant variant : plan.variants()) {
        Run run = run(variant);
        runs.add(run);
        finished.accept(run);
      }
    }
    return runs;
  }

  private Run run(Variant variant) throws InterruptedException {
    try (Profile profile = new Profile()) {
      Optional<String> key = believed.key(variant.url().getHost(), variant.address());
      PageLoad load = visit(variant, profile, key);
      return new Run.Complete(variant, plan.warm() ? visit(variant, profile, key) : load);
    } catch (BrowserException | IOException e) {
      return new Run.Failed(variant, String.valueOf(e.getMessage()));
    }
  }

  private PageLoad visit(Variant variant, Profile profile, Optional<String> key)
      throws BrowserException, IOException, InterruptedException {
    if (plan.link().isEmpty()) {
      return visit(variant, profile, variant.server().map(InetSocketAddress::getPort), key);
    }
    try (SlowRelay relay = SlowRelay.open(plan.link().get(), variant.address())) {
      return visit(variant, profile, Optional.of(relay.port()), key);
    }
  }

  private PageLoad visit(
      Variant variant, Profile profile, Optional<Integer> port, Optional<String> key)
      throws BrowserException, InterruptedException {
    Route route = new Route(port, variant.http2(), key);
    Installed browser = plan.browser();
    try (Browser started =
        switch (browser.engine()) {
          case CHROMIUM -> Chromium.start(browser.program(), profile.folder(), route);
          case FIREFOX -> Firefox.start(browser.program(), profile.folder(), route, variant.port());
        }) {
      PageLoad load = started.load(variant.url().toString(), plan.patience());
      started.quit();
      return load;
    }
  }
}
