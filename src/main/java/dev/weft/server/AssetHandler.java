package dev.weft.server;

import dev.weft.http.AssetResponse;
import dev.weft.http.Errors;
import dev.weft.http.Sites;
import dev.weft.tls.CredentialFiles;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionMetaData;
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
  private final ServedSites served;
  private final CredentialFiles credentials;
  private final Executor disk;

  AssetHandler(Sites sites, ServedSites served, CredentialFiles credentials, Executor disk) {
    this.sites = sites;
    this.credentials = credentials;
    this.served = served;
    this.disk = disk;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    AssetResponse.Decided refusal;
    try {
      ConnectionScope.Target target = Requests.secure(request) ? target(request, response) : null;
      if (target != null && target.site() != null) {
        ServedSites.Served site = served.of(target.site());
        site.traffic().request(target.coalesced());
        new Exchange(request, response, callback, target.site(), site.folder(), disk).begin();
        return true;
      }
      served.traffic(target == null ? null : target.named()).misdirected();
      refusal = Errors.misdirected();
    } catch (IllegalArgumentException e) { // the authority is malformed
      refusal = Errors.of(400, null);
    }
    ResponseWriter.write(request, response, refusal, callback);
    return true;
  }

  private ConnectionScope.Target target(Request request, Response response) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    String authority = Requests.authority(request);
    ConnectionScope known = ConnectionScope.known(connection);
    if (known != null) {
      retire(known, connection, response);
      return known.target(authority, sites);
    }
    ConnectionScope.Target first = ConnectionScope.open(connection).target(authority, sites);
    served.traffic(first.named()).connection();
    return first;
  }

  /**
   * The last response of a connection of HTTP/1.1 whose certificate was replaced; those of HTTP/2
   * get GOAWAY.
   */
  private void retire(ConnectionScope scope, ConnectionMetaData connection, Response response) {
    X509Certificate shown = scope.shown();
    if (shown != null
        && connection.getHttpVersion() != HttpVersion.HTTP_2
        && !credentials.inUse(shown)) {
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
  }
}
