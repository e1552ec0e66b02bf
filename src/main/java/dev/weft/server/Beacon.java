package dev.weft.server;

import dev.weft.asset.Asset;
import dev.weft.http.AssetRequest;
import dev.weft.http.Responder;
import dev.weft.http.Site;
import dev.weft.status.PageLoad;
import dev.weft.status.PageLoads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Takes what visitors' browsers tell of their page loads, and gives them the script that tells it.
 * Whatever is told gets the same answer, and nothing of it is kept but times under a page that the
 * site has. Never blocks: anybody may tell.
 */
final class Beacon {
  private static final String SCRIPT = StatusHandler.PREFIX + "beacon.js";

  /** What every path of this begins with. */
  static final String REPORT = StatusHandler.PREFIX + "beacon";

  private final PageLoads loads;

  Beacon(PageLoads loads) {
    this.loads = loads;
  }

  /** Answers a request that is about this, and leaves every other alone. */
  boolean handle(
      Request request, Response response, Callback callback, Site site, ServedSites.Served served) {
    String path = request.getHttpURI().getPath();
    if (!site.settings().beacon() || path == null || !path.startsWith(REPORT)) {
      return false;
    }
    String asked = request.getMethod() + " " + path;
    if (asked.equals("POST " + REPORT)) {
      take(request, response, callback, site, served);
    } else if (asked.equals("GET " + SCRIPT)) {
      script(response, callback, served);
    } else {
      return false;
    }
    return true;
  }

  private static void script(Response response, Callback callback, ServedSites.Served served) {
    byte[] script = Script.BYTES;
    status(response, served, HttpStatus.OK_200);
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, "text/javascript; charset=utf-8")
        .put(HttpHeader.CONTENT_LENGTH, Integer.toString(script.length))
        .put(HttpHeader.CACHE_CONTROL, "public, max-age=86400")
        .put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(script), callback);
  }

  private void take(
      Request request, Response response, Callback callback, Site site, ServedSites.Served served) {
    if (request.getLength() < 0 || request.getLength() > PageLoad.MOST_BYTES) {
      // What was not read of a body ends a connection of HTTP/1.1.
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
      answer(response, callback, served, HttpStatus.PAYLOAD_TOO_LARGE_413);
    } else if (!sameOrigin(request)) {
      answer(response, callback, served, HttpStatus.FORBIDDEN_403);
    } else {
      Content.Source.asByteArrayAsync(
          request,
          PageLoad.MOST_BYTES,
          Promise.Invocable.from(
              Invocable.InvocationType.NON_BLOCKING,
              body -> {
                keep(PageLoad.parse(body), site, served.name());
                answer(response, callback, served, HttpStatus.NO_CONTENT_204);
              },
              callback::failed));
    }
  }

  private void keep(@Nullable PageLoad load, Site site, String siteName) {
    Asset page = load == null ? null : Responder.asset(navigation(load.path()), site);
    if (load != null && page != null && page.mediaType().document()) {
      loads.add(siteName, page.path(), load);
    }
  }

  /** The request that led to the page. */
  private static AssetRequest navigation(String path) {
    return new AssetRequest(
        "GET", path, null, null, null, "navigate", null, null, null, null, null, null, null);
  }

  /** Browsers say the origin of everything that is posted (Fetch, section 3.2). */
  private static boolean sameOrigin(Request request) {
    return ("https://" + Requests.authority(request))
        .equals(request.getHeaders().get(HttpHeader.ORIGIN));
  }

  private static void answer(
      Response response, Callback callback, ServedSites.Served served, int status) {
    status(response, served, status);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, null, callback);
  }

  /** Counted as its request was. */
  private static void status(Response response, ServedSites.Served served, int status) {
    served.traffic().response(status);
    response.setStatus(status);
  }

  /** Read when it is first asked for. */
  private static final class Script {
    static final byte[] BYTES = read();

    private static byte[] read() {
      try (InputStream file = PageLoad.class.getResourceAsStream("beacon.js")) {
        if (file == null) {
          throw new IOException("beacon.js (expected: in the jar)");
        }
        return file.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
