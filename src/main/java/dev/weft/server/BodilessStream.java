package dev.weft.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;

/**
 * The way out of a response that never has content, and so no length to tell: Jetty would say 0,
 * which is forbidden with 204, and with 304 is not that of the asset (RFC 9110, section 8.6).
 */
final class BodilessStream extends HttpStream.Wrapper {
  private static final long UNKNOWN = -1;

  BodilessStream(HttpStream wrapped) {
    super(wrapped);
  }

  /** Whether responses of this status never have content. */
  static boolean needed(int status) {
    return status == HttpStatus.NOT_MODIFIED_304 || status == HttpStatus.NO_CONTENT_204;
  }

  @Override
  public void prepareResponse(HttpFields.Mutable headers) {
    headers.remove(HttpHeader.CONTENT_LENGTH);
    super.prepareResponse(headers);
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.Response response,
      boolean last,
      ByteBuffer content,
      Callback callback) {
    MetaData.Response lengthless =
        new MetaData.Response(
            response.getStatus(),
            response.getReason(),
            response.getHttpVersion(),
            response.getHttpFields(),
            UNKNOWN);
    super.send(request, lengthless, last, content, callback);
  }
}
