package dev.weft.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Carries out a plan for a protocol client: a new client and a new link for each load. */
public final class Loads {
  private final LoadPlan plan;
  private final Believed believed;
  private final Consumer<LoadRun> finished;

  /**
   * @param finished told of each load when it is over
   */
  public Loads(LoadPlan plan, Believed believed, Consumer<LoadRun> finished) {
    this.plan = plan;
    this.believed = believed;
    this.finished = finished;
  }

  /**
   * All loads. The ways take turns, so that what else happens on the machine happens to all.
   *
   * @throws IOException when there is no server, or nobody says where in time
   * @throws InterruptedException when it is to end; what is finished was told
   */
  public void run() throws IOException, InterruptedException {
    Duration patience = Patience.of(plan.deadline()).handshake();
    InetSocketAddress server = Lookup.of(plan.host(), plan.port(), patience);
    boolean development = believed.shown(plan.host(), server, patience).isPresent();
    try (MemoryProbe memory =
        new MemoryProbe(plan.url(), server, believed.context(development), patience)) {
      for (int i = 0; i < plan.runs(); i++) {
        for (Way way : plan.ways()) {
          finished.accept(run(way, server, development, memory));
        }
      }
    }
  }

  /** Always through a relay, which counts what is on the wire. */
  private LoadRun run(Way way, InetSocketAddress server, boolean development, MemoryProbe memory)
      throws InterruptedException {
    Tally tally = new Tally();
    OptionalLong before = memory.resident();
    try (Relay relay = Relay.open(plan.link(), server);
        Client client = way.client(destination(relay, development), tally)) {
      Visit visit = new Visit(client, plan.url());
      boolean page = plan.files().isEmpty();
      visit.run(page ? List.of(References.path(plan.url())) : plan.files(), page);
      return new LoadRun.Complete(visit.load(way, tally, relay), memory.since(before));
    } catch (IOException e) {
      return new LoadRun.Failed(way, String.valueOf(e.getMessage()));
    }
  }

  private Destination destination(Relay relay, boolean development) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    return new Destination(
        plan.authority(),
        new InetSocketAddress(
            InetAddress.getByAddress(plan.host(), here.getAddress()), relay.port()),
        believed.context(development),
        HttpFields.build()
            .add(HttpHeader.USER_AGENT, "weft")
            .add(HttpHeader.ACCEPT, "*/*")
            .add(HttpHeader.ACCEPT_ENCODING, "gzip")
            .asImmutable(),
        Patience.of(plan.deadline()));
  }
}
