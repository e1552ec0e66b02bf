package dev.weft.measure;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * An origin as a client reaches it.
 *
 * @param authority as requests name it
 * @param address where to connect to, with the host's name; perhaps a relay before the server
 * @param tls decides which certificates are believed, and holds sessions
 * @param fields that every request has
 */
record Destination(
    String authority,
    InetSocketAddress address,
    SSLContext tls,
    HttpFields fields,
    Patience patience) {
  String host() {
    return address.getHostString();
  }

  /** A request as HTTP/1.1 writes it; ISO-8859-1. */
  byte[] head(Request request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(authority).append("\r\n");
    for (HttpField field : fields) {
      head.append(field.getName()).append(": ").append(field.getValue()).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
