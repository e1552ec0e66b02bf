package dev.weft.server;

import dev.weft.config.Configuration;
import dev.weft.http2.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each response: the combined format, or a JSON object. Whatever a peer sent is
 * escaped.
 */
final class AccessLog implements RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final DateTimeFormatter COMBINED_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int LONGEST_VALUE = 1024;

  private final Configuration.AccessLog.Format format;
  private final RequestLog.Writer writer;

  AccessLog(Configuration.AccessLog.Format format, RequestLog.Writer writer) {
    this.format = format;
    this.writer = writer;
  }

  /** Jetty's writer says neither which file nor what was expected of it. */
  static void requireWritable(Path file) throws IOException {
    try {
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw new IOException("access-log: " + file + " (expected: a file that can be written)", e);
    }
  }

  @Override
  public void log(Request request, Response response) {
    try {
      writer.write(
          switch (format) {
            case COMBINED -> combined(request, response);
            case JSON -> json(request, response);
          });
    } catch (IOException e) {
      LOG.warn("access log: {}", e.getMessage());
    }
  }

  private static String combined(Request request, Response response) {
    HttpFields fields = request.getHeaders();
    StringBuilder line = new StringBuilder(256);
    line.append(Request.getRemoteAddr(request))
        .append(" - - [")
        .append(COMBINED_TIME.format(Instant.ofEpochMilli(Request.getTimeStamp(request))))
        .append("] ");
    quote(
        line,
        request.getMethod() + " " + request.getHttpURI().getPathQuery() + " " + protocol(request));
    line.append(' ')
        .append(response.getStatus())
        .append(' ')
        .append(PlainErrors.bytes(request, response))
        .append(' ');
    quote(line, orDash(fields.get(HttpHeader.REFERER)));
    line.append(' ');
    quote(line, orDash(fields.get(HttpHeader.USER_AGENT)));
    return line.toString();
  }

  private static String json(Request request, Response response) {
    HttpFields fields = request.getHeaders();
    StringBuilder line = new StringBuilder(384).append('{');
    text(line, "time", Instant.ofEpochMilli(Request.getTimeStamp(request)).toString());
    text(line, "client", Request.getRemoteAddr(request));
    text(line, "protocol", protocol(request));
    text(line, "authority", request.getHttpURI().getAuthority());
    text(line, "method", request.getMethod());
    text(line, "path", request.getHttpURI().getPathQuery());
    text(line, "referer", fields.get(HttpHeader.REFERER));
    text(line, "userAgent", fields.get(HttpHeader.USER_AGENT));
    text(line, "coding", response.getHeaders().get(HttpHeader.CONTENT_ENCODING));
    Account account = Account.of(request);
    Delivery delivery = account == null ? null : account.delivery();
    if (delivery != null) {
      line.append("\"urgency\":")
          .append(delivery.priority().urgency())
          .append(",\"incremental\":")
          .append(delivery.priority().incremental())
          .append(",\"queuedMicros\":")
          .append(TimeUnit.NANOSECONDS.toMicros(delivery.queuedNanos()))
          .append(',');
    }
    return line.append("\"stream\":")
        .append(streamId(request))
        .append(",\"status\":")
        .append(response.getStatus())
        .append(",\"bytes\":")
        .append(PlainErrors.bytes(request, response))
        .append(",\"coalesced\":")
        .append(account != null && account.coalesced())
        .append(",\"micros\":")
        .append(TimeUnit.NANOSECONDS.toMicros(NanoTime.since(request.getBeginNanoTime())))
        .append('}')
        .toString();
  }

  /** Jetty identifies a request of HTTP/2 by its stream, and one of HTTP/1.1 by a number. */
  private static String streamId(Request request) {
    String id = request.getId();
    return id.chars().allMatch(Character::isDigit) && !id.isEmpty() ? id : "0";
  }

  private static String protocol(Request request) {
    return request.getConnectionMetaData().getHttpVersion().asString();
  }

  private static String orDash(@Nullable String value) {
    return value == null ? "-" : value;
  }

  private static void text(StringBuilder line, String name, @Nullable String value) {
    if (value != null) {
      line.append('"').append(name).append("\":");
      quote(line, value);
      line.append(',');
    }
  }

  /** Quoted as in JSON, which the combined format reads as well. */
  private static void quote(StringBuilder line, String value) {
    line.append('"');
    int end = Math.min(value.length(), LONGEST_VALUE);
    for (int i = 0; i < end; i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c < 0x20 || c >= 0x7f) {
        line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }
}
