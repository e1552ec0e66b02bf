package dev.weft.server;

import dev.weft.http2.Delivery;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request while it is handled, and is to be told in the access log.
 *
 * @param coalesced whether its connection was opened for another host
 * @param delivery of its response; null over HTTP/1.1
 */
record Account(boolean coalesced, @Nullable Delivery delivery) {
  private static final String ATTRIBUTE = Account.class.getName();

  /** Keeps it with the request. */
  static void keep(Request request, boolean coalesced) {
    request.setAttribute(ATTRIBUTE, new Account(coalesced, Delivery.of(request)));
  }

  /** Null where it was not kept, or where the request never came to be handled. */
  static @Nullable Account of(Request request) {
    return (Account) request.getAttribute(ATTRIBUTE);
  }
}
