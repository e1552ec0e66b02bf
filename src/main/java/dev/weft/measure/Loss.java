package dev.weft.measure;

import org.eclipse.jetty.http2.ErrorCode;

/** Why a request that was sent has no response, which decides whether it may be sent again. */
sealed interface Loss {
  /** For people; one line. */
  String reason();

  /** The server has not acted on it and never will. */
  record Unprocessed(String reason) implements Loss {}

  /**
   * The server ended the connection and has not acted on it. It says nothing about the request, so
   * that this may happen to one for as long as each connection answers others.
   */
  record LeftBehind(String reason) implements Loss {}

  /** The connection was lost, and with it whether the server acted on the request. */
  record Unknown(String reason) implements Loss {}

  /** The server said no. */
  record Refused(String reason) implements Loss {}

  /** Whether the request may be sent again (RFC 9113, section 8.7; RFC 9110, section 9.2.2). */
  default boolean repeatable(Request request) {
    return switch (this) {
      case Unprocessed _, LeftBehind _ -> true;
      case Unknown _ -> request.idempotent();
      case Refused _ -> false;
    };
  }

  /** Of a stream that the server reset: REFUSED_STREAM alone says that nothing was done. */
  static Loss ofReset(int error) {
    String reason = "reset by the server with " + ErrorCode.toString(error, "error " + error);
    return error == ErrorCode.REFUSED_STREAM_ERROR.code
        ? new Unprocessed(reason)
        : new Refused(reason);
  }

  /**
   * Of a stream whose connection ended.
   *
   * @param lastStream the last that the server may have acted on, by its GOAWAY; the highest there
   *     can be where it sent none (RFC 9113, section 6.8)
   */
  static Loss ofConnection(int stream, int lastStream, String reason) {
    return stream > lastStream ? new LeftBehind(reason) : new Unknown(reason);
  }
}
