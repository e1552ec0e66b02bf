package dev.weft.server;

import dev.weft.http.Errors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty itself refuses or what failed, with a status, its phrase and nothing of the
 * request.
 */
final class PlainErrors extends ErrorHandler {
  /** How many bytes were written: Jetty's log is told of another response than this one. */
  private static final String BYTES = PlainErrors.class.getName();

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // Jetty reads nothing more after most of these in HTTP/1.1, and does not always say so. In
    // HTTP/2 the field is not sent.
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    ResponseWriter.write(
        request,
        response,
        Errors.of(status(response.getStatus()), null),
        Callback.from(
            () -> request.setAttribute(BYTES, Response.getContentBytesWritten(response)),
            callback));
    return true;
  }

  /** Bytes of the body of a response, of whatever was answered. */
  static long bytes(Request request, Response response) {
    return request.getAttribute(BYTES) instanceof Long written
        ? written
        : Response.getContentBytesWritten(response);
  }

  /**
   * What Jetty says of every request line that does not end in a version it speaks. Such a line is
   * malformed (RFC 9112, section 3), which is no failure of ours and nothing to upgrade from.
   */
  private static int status(int status) {
    return status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
            || status == HttpStatus.UPGRADE_REQUIRED_426
        ? HttpStatus.BAD_REQUEST_400
        : status;
  }
}
