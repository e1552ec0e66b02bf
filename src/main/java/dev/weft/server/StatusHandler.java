package dev.weft.server;

import dev.weft.http.Errors;
import dev.weft.http.Field;
import dev.weft.origin.Authority;
import dev.weft.server.StatusAccess.Answer;
import dev.weft.server.StatusAccess.Asker;
import dev.weft.status.Phase;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what is asked for below {@code /.weft/} by those who may look there, and passes on
 * everything else: who may not look gets what anybody gets for a file that is not there.
 *
 * <p>The health is answered here and now, also while the server stops; all else is for servlets,
 * which may block and so have a thread of their own.
 */
final class StatusHandler extends Handler.Wrapper {
  static final String PREFIX = "/.weft/";

  private static final String HEALTH = PREFIX + "health";

  /** The live page, as people type it. */
  private static final String BARE = "/.weft";

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  /** Fields by which a proxy says that it passes on what somebody else asked. */
  private static final Set<String> PROXIES =
      Set.of("forwarded", "via", "x-real-ip", "client-ip", "true-client-ip", "cf-connecting-ip");

  private final StatusAccess access;
  private final LivePages pages;
  private final Supplier<Phase> phase;
  private final boolean accounts;

  /**
   * @param accounts whether an access log wants to know more than Jetty does
   */
  StatusHandler(
      Handler next, StatusAccess access, LivePages pages, Supplier<Phase> phase, boolean accounts) {
    super(next);
    this.access = access;
    this.pages = pages;
    this.phase = phase;
    this.accounts = accounts;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    if (path == null
        || !(path.startsWith(PREFIX) || path.equals(BARE))
        || path.startsWith(Beacon.REPORT)) {
      return super.handle(request, response, callback);
    }
    switch (answer(request, path.equals(HEALTH))) {
      case HIDDEN -> {
        return super.handle(request, response, callback);
      }
      case CHALLENGED ->
          ResponseWriter.write(
              request,
              response,
              Errors.of(
                  401,
                  null,
                  new Field("WWW-Authenticate", "Basic realm=\"weft\", charset=\"UTF-8\"")),
              callback);
      case SHOWN -> show(path, request, response, callback);
    }
    return true;
  }

  private void show(String path, Request request, Response response, Callback callback) {
    if (!METHODS.contains(request.getMethod())) { // servlets would echo the fields of TRACE
      ResponseWriter.write(
          request, response, Errors.of(405, null, new Field("Allow", "GET, HEAD")), callback);
    } else if (path.equals(BARE)) {
      ResponseWriter.write(
          request,
          response,
          Errors.of(
              308, null, new Field("Location", PREFIX), new Field("Cache-Control", "no-store")),
          callback);
    } else if (path.equals(HEALTH)) {
      health(request, response, callback);
    } else {
      pages.handle(request, response, callback);
    }
  }

  private Answer answer(Request request, boolean health) {
    if (!Requests.secure(request)) {
      return Answer.HIDDEN;
    }
    try {
      Asker asker = asker(request);
      if (accounts) {
        Account.keep(request, !asker.handshake().openedFor(asker.authority()));
      }
      return health ? access.health(asker) : access.answer(asker);
    } catch (IllegalArgumentException e) { // the authority is malformed
      return Answer.HIDDEN;
    }
  }

  private static Asker asker(Request request) {
    HttpFields fields = request.getHeaders();
    return new Asker(
        Authority.parse(Requests.authority(request)),
        ConnectionScope.of(request.getConnectionMetaData()).handshake(),
        request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
            && peer.getAddress() != null
            && peer.getAddress().isLoopbackAddress(),
        request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
            || fields.stream().anyMatch(StatusHandler::ofProxy),
        foreign(fields),
        fields.get(HttpHeader.AUTHORIZATION));
  }

  private static boolean ofProxy(HttpField field) {
    String name = field.getName().toLowerCase(Locale.ROOT);
    return PROXIES.contains(name) || name.startsWith("x-forwarded");
  }

  /** Browsers say which origin asks (Fetch Metadata); who follows a link may come from any. */
  private static boolean foreign(HttpFields fields) {
    String site = fields.get("Sec-Fetch-Site");
    return site != null
        && !site.equals("same-origin")
        && !site.equals("none")
        && !"navigate".equals(fields.get("Sec-Fetch-Mode"));
  }

  private void health(Request request, Response response, Callback callback) {
    Phase now = phase.get();
    byte[] text = now.json().getBytes(StandardCharsets.US_ASCII);
    response.setStatus(now.status());
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, "application/json")
        .put(HttpHeader.CONTENT_LENGTH, Integer.toString(text.length))
        .put(HttpHeader.CACHE_CONTROL, "no-store")
        .put("X-Content-Type-Options", "nosniff");
    boolean head = HttpMethod.HEAD.is(request.getMethod());
    response.write(true, head ? null : ByteBuffer.wrap(text), callback);
  }
}
