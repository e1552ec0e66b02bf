package dev.weft.server;

import dev.weft.asset.Folder;
import dev.weft.http.AssetResponse;
import dev.weft.http.Errors;
import dev.weft.http.Site;
import dev.weft.http.Sites;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers every request: finds the site, lets the responder decide, and has the response written.
 * Never blocks: what needs a disk goes to the disk pool.
 */
final class AssetHandler extends Handler.Abstract.NonBlocking {
  private final Sites sites;
  private final Map<Site, Folder> folders;
  private final Executor disk;

  AssetHandler(Sites sites, Map<Site, Folder> folders, Executor disk) {
    this.sites = sites;
    this.folders = folders;
    this.disk = disk;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    AssetResponse.Decided refusal;
    try {
      Site site =
          Requests.secure(request)
              ? ConnectionScope.of(request.getConnectionMetaData())
                  .site(Requests.authority(request), sites)
              : null;
      if (site != null) {
        Folder folder = java.util.Objects.requireNonNull(folders.get(site));
        new Exchange(request, response, callback, site, folder, disk).begin();
        return true;
      }
      refusal = Errors.misdirected();
    } catch (IllegalArgumentException e) { // the authority is malformed
      refusal = Errors.of(400, null);
    }
    ResponseWriter.write(request, response, refusal, callback);
    return true;
  }
}
