package dev.weft.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Chromium, Chrome or Edge, over the Chrome DevTools Protocol. Its network domain stays off: it
 * changes what is loaded when.
 */
final class Chromium implements Browser {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String NET_LOG = "net-log.json";
  private static final String NO_BODY = "net::ERR_HTTP_RESPONSE_CODE_FAILURE";

  private final BrowserProcess process;
  private final Path folder;
  private final Wire wire;
  private final Product product;
  private final List<Filmstrip.Taken> taken = new CopyOnWriteArrayList<>();

  private Chromium(BrowserProcess process, Path folder)
      throws BrowserException, IOException, InterruptedException {
    this.process = process;
    this.folder = folder;
    this.wire = new Wire(process.protocol(), this::event);
    this.product = Product.of(call("Browser.getVersion", Map.of(), "", "product"));
  }

  /**
   * @param record whether it writes down what it sends, which costs a page of many requests a tenth
   *     of its time and more
   */
  static Chromium start(Path program, Path folder, Route route, boolean record)
      throws BrowserException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--headless=new",
                "--no-first-run",
                "--no-default-browser-check",
                "--no-proxy-server",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-extensions",
                "--disable-sync",
                "--window-size=1280,800",
                "--user-data-dir=" + folder,
                "--remote-debugging-port=0"));
    if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
      arguments.add("--no-sandbox"); // it refuses to start for root with one
    }
    if (record) {
      arguments.add("--log-net-log=" + folder.resolve(NET_LOG));
    }
    if (!route.http2()) {
      arguments.add("--disable-http2");
    }
    route
        .port()
        .ifPresent(
            port ->
                arguments.add(
                    route.hosts().stream()
                        .map(host -> "MAP " + host + " 127.0.0.1:" + port)
                        .collect(Collectors.joining(",", "--host-resolver-rules=", ""))));
    route
        .shown()
        .ifPresent(shown -> arguments.add("--ignore-certificate-errors-spki-list=" + shown.key()));
    arguments.add("about:blank");
    BrowserProcess process = BrowserProcess.start(program, folder, arguments);
    try {
      return new Chromium(process, folder);
    } catch (IOException e) {
      process.close();
      throw new BrowserException(program + ": " + e.getMessage(), e);
    } catch (BrowserException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public PageLoad load(String url, Duration patience)
      throws BrowserException, InterruptedException {
    return load(tab(), url, patience);
  }

  @Override
  public Filmstrip film(String url, Duration patience)
      throws BrowserException, InterruptedException {
    String session = tab();
    wire.call(
        "Page.startScreencast",
        Map.of("format", "jpeg", "quality", 50, "maxWidth", 400, "maxHeight", 400),
        session,
        SOON);
    PageLoad load = load(session, url, patience);
    return Filmstrip.of(taken, load);
  }

  /** A new tab; its session. */
  private String tab() throws BrowserException, InterruptedException {
    String target = call("Target.createTarget", Map.of("url", "about:blank"), "", "targetId");
    return call(
        "Target.attachToTarget", Map.of("targetId", target, "flatten", true), "", "sessionId");
  }

  /** A picture is followed by another one when it was acknowledged. */
  private void event(Json event) {
    if (!event.at("method").text().equals("Page.screencastFrame")
        || taken.size() >= Filmstrip.MOST_FRAMES) {
      return;
    }
    Json frame = event.at("params");
    double epochMillis = frame.at("metadata", "timestamp").number() * 1000;
    taken.add(new Filmstrip.Taken(epochMillis, frame.at("data").text()));
    Map<String, ?> number = Map.of("sessionId", frame.at("sessionId").number());
    Thread.ofVirtual().start(() -> acknowledge(number, event.at("sessionId").text()));
  }

  /** Not on the thread of the line, on which the answer comes. */
  private void acknowledge(Map<String, ?> number, String session) {
    try {
      wire.call("Page.screencastFrameAck", number, session, SOON);
    } catch (BrowserException | InterruptedException _) {
      // It ended: there are no more pictures.
    }
  }

  private PageLoad load(String session, String url, Duration patience)
      throws BrowserException, InterruptedException {
    wire.call("Page.enable", Map.of(), session, SOON);
    wake(session);
    wire.call(
        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", Scripts.WATCH), session, SOON);
    Json navigation = wire.call("Page.navigate", Map.of("url", url), session, patience);
    if (!navigation.at("errorText").isNull()) {
      throw failure(url, navigation.at("errorText").text(), session);
    }
    Json answer =
        wire.call(
            "Runtime.evaluate",
            Map.of("expression", Scripts.COLLECT, "awaitPromise", true, "returnByValue", true),
            session,
            patience);
    return PageLoad.read(Json.parse(answer.at("result", "value").text()));
  }

  private void wake(String session) throws BrowserException, InterruptedException {
    try (Doorstep doorstep = Doorstep.open()) {
      wire.call("Page.navigate", Map.of("url", doorstep.url()), session, SOON);
      wire.call(
          "Runtime.evaluate",
          Map.of("expression", Scripts.LOADED, "awaitPromise", true),
          session,
          SOON);
    } catch (IOException e) {
      throw new BrowserException("loopback: " + e.getMessage(), e);
    }
  }

  /** The page that stands for one that did not come knows the status of an answer without body. */
  private BrowserException failure(String url, String error, String session)
      throws BrowserException, InterruptedException {
    if (!error.equals(NO_BODY)) {
      return new BrowserException(url + ": " + error);
    }
    Map<String, ?> expression = Map.of("expression", Scripts.NAVIGATION, "returnByValue", true);
    Json navigation = Json.parse(call("Runtime.evaluate", expression, session, "result", "value"));
    int status = (int) navigation.at("responseStatus").number();
    return status >= 400
        ? new BrowserException(navigation.at("name").text(), status)
        : new BrowserException(url + ": the server answered with an error and no body");
  }

  @Override
  public Product product() {
    return product;
  }

  @Override
  public List<Sent> sent() throws BrowserException {
    try {
      return NetLog.read(folder.resolve(NET_LOG)).stream()
          .filter(each -> !each.url().startsWith(Doorstep.ORIGIN))
          .toList();
    } catch (IOException e) {
      throw new BrowserException("net log: " + e.getMessage(), e);
    }
  }

  private String call(String method, Map<String, ?> parameters, String session, String... wanted)
      throws BrowserException, InterruptedException {
    return wire.call(method, parameters, session, SOON).at(wanted).text();
  }

  @Override
  public void quit() throws InterruptedException {
    process.quit(wire, "Browser.close", SOON);
  }

  @Override
  public void close() {
    wire.close();
    process.close();
  }
}
