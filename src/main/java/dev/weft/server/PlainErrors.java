package dev.weft.server;

import dev.weft.http.AssetResponse;
import dev.weft.http.Errors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty itself refuses or what failed, with a status, its phrase and nothing of the
 * request.
 */
final class PlainErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    AssetResponse.Decided error = Errors.of(response.getStatus(), null);
    ResponseWriter.write(request, response, error, callback);
    return true;
  }
}
