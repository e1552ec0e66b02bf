package dev.weft.server;

import dev.weft.asset.Asset;
import dev.weft.asset.Body;
import dev.weft.http.AssetRequest;
import dev.weft.http.AssetResponse;
import dev.weft.http.Head;
import dev.weft.http.Responder;
import dev.weft.http.Site;
import dev.weft.http2.PriorityAdvice;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to its response.
 *
 * <pre>
 *            bytes in memory
 *   begin ─────────────────────────────► write
 *     │ bytes on disk, or not read yet     ▲
 *     ▼                                    │
 *   fetch (disk pool) ─────────────────────┘
 *     ▲   │ the file is another one by now: look again, decide again
 *     └───┘ at most ATTEMPTS times, then 503
 * </pre>
 */
final class Exchange {
  private static final int ATTEMPTS = 4;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Site site;
  private final ServedSites.Served served;
  private final Executor disk;
  private final AssetRequest asked;

  Exchange(
      Request request,
      Response response,
      Callback callback,
      Site site,
      ServedSites.Served served,
      Executor disk) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.site = site;
    this.served = served;
    this.disk = disk;
    this.asked = Requests.of(request);
  }

  void begin() {
    AssetResponse decided = Responder.respond(asked, site);
    Asset asset = asset(decided);
    if (asset != null) {
      PriorityAdvice.give(
          request, site.priorities(asset).advice(request.getHeaders().get("Sec-Fetch-Dest")));
    }
    Head hints = hints(decided);
    if (hints == null) {
      answer(decided);
    } else {
      ResponseWriter.writeInterim(response, hints, () -> answer(decided), callback);
    }
  }

  /** Of HTTP/2 alone: what is between an old client and a server may not know them (RFC 8297). */
  private @Nullable Head hints(AssetResponse decided) {
    return decided instanceof AssetResponse.Content(Head head, Asset asset, _)
            && head.status() == HttpStatus.OK_200
            && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
        ? site.hints(asked, asset)
        : null;
  }

  private void answer(AssetResponse decided) {
    if (decided instanceof AssetResponse.Decided ready && !needsDisk(ready)) {
      write(ready);
    } else {
      disk.execute(this::fetch);
    }
  }

  private void fetch() {
    try {
      OpenResponse open = open();
      served.traffic().response(open.decided().head().status());
      ResponseWriter.writeFromDisk(request, response, open, callback, disk);
    } catch (IOException | RuntimeException e) {
      // The site's own page, if it is in memory; a second failure is not worth a third attempt.
      AssetResponse failure = Responder.failure(asked, site, 503);
      if (failure instanceof AssetResponse.Decided ready && !needsDisk(ready)) {
        write(ready);
      } else {
        callback.failed(e);
      }
    }
  }

  private void write(AssetResponse.Decided ready) {
    served.traffic().response(ready.head().status());
    ResponseWriter.write(request, response, ready, callback);
  }

  /**
   * Decides until what was decided can be opened: files may change between the look and the read.
   */
  private OpenResponse open() throws IOException {
    IOException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      AssetResponse decided = Responder.respond(asked, site);
      Asset asset = asset(decided);
      try {
        switch (decided) {
          case AssetResponse.Pending pending -> pending.asset().load();
          case AssetResponse.Decided ready -> {
            return OpenResponse.open(ready, asked.head());
          }
        }
      } catch (IOException e) {
        last = e;
        if (asset != null) {
          served.folder().refresh(asset);
        }
      }
    }
    throw last == null ? new IOException("never at rest") : last;
  }

  private boolean needsDisk(AssetResponse.Decided decided) {
    return !asked.head() && body(decided) instanceof Body.Disk;
  }

  static @Nullable Body body(AssetResponse.Decided decided) {
    return switch (decided) {
      case AssetResponse.Content content -> content.body();
      case AssetResponse.PartialContent partial -> partial.body();
      case AssetResponse.MultipartContent multipart -> multipart.body();
      case AssetResponse.Text _, AssetResponse.Empty _ -> null;
    };
  }

  private static @Nullable Asset asset(AssetResponse response) {
    return switch (response) {
      case AssetResponse.Pending pending -> pending.asset();
      case AssetResponse.Content content -> content.asset();
      case AssetResponse.PartialContent partial -> partial.asset();
      case AssetResponse.MultipartContent multipart -> multipart.asset();
      case AssetResponse.Text _, AssetResponse.Empty _ -> null;
    };
  }
}
