package dev.weft.server;

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
  private final Beacon beacon;
  private final Executor disk;
  private final boolean accounts;

  /**
   * @param accounts whether an access log wants to know more than Jetty does
   */
  AssetHandler(
      Sites sites,
      ServedSites served,
      CredentialFiles credentials,
      Beacon beacon,
      Executor disk,
      boolean accounts) {
    this.sites = sites;
    this.credentials = credentials;
    this.served = served;
    this.beacon = beacon;
    this.disk = disk;
    this.accounts = accounts;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ConnectionScope.Target target;
    try {
      target = Requests.secure(request) ? target(request, response) : null;
    } catch (IllegalArgumentException e) { // the authority is malformed
      ResponseWriter.write(request, response, Errors.of(400, null), callback);
      return true;
    }
    if (accounts) {
      Account.keep(request, target != null && target.coalesced());
    }
    if (target != null && target.site() != null) {
      ServedSites.Served site = served.of(target.site());
      site.traffic().request(target.coalesced());
      if (!beacon.handle(request, response, callback, target.site(), site)) {
        new Exchange(request, response, callback, target.site(), site, disk).begin();
      }
    } else {
      served.traffic(target == null ? null : target.named()).misdirected();
      ResponseWriter.write(request, response, Errors.misdirected(), callback);
    }
    return true;
  }

  private ConnectionScope.Target target(Request request, Response response) {
    ConnectionMetaData connection = request.getConnectionMetaData();
    ConnectionScope scope = ConnectionScope.of(connection);
    if (connection.getHttpVersion() != HttpVersion.HTTP_2 && retired(scope)) {
      response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    }
    boolean first = scope.unused();
    ConnectionScope.Target target = scope.target(Requests.authority(request), sites);
    if (first) {
      served.traffic(target.named()).connection();
    }
    return target;
  }

  /**
   * Whether the certificate of a connection was replaced. Of HTTP/1.1 the next response is the last
   * then; connections of HTTP/2 get GOAWAY.
   */
  private boolean retired(ConnectionScope scope) {
    X509Certificate shown = scope.shown();
    return shown != null && !credentials.inUse(shown);
  }
}
