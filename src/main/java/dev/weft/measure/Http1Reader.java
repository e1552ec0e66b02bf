package dev.weft.measure;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** Reads the responses to GET from a connection of HTTP/1.1, with Jetty's parser. */
final class Http1Reader implements HttpParser.ResponseHandler {
  private static final int BUFFER = 16 << 10;
  private static final int LONGEST_HEAD = 32 << 10;

  private final InputStream in;
  private final HttpParser parser = new HttpParser(this, LONGEST_HEAD);
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).flip();
  private Answer answer = new Answer();
  private int status;
  private long consumed;
  private boolean complete;
  private boolean old;
  private boolean kept;
  private boolean closing;
  private @Nullable String wrong;

  Http1Reader(InputStream in) {
    this.in = in;
  }

  /**
   * The next response, whole.
   *
   * @throws IOException when it ends early, is late, or is no HTTP
   */
  Answer read() throws IOException {
    consumed = 0;
    do {
      parser.reset();
      answer = new Answer();
      complete = false;
      while (!complete) {
        if (!buffer.hasRemaining()) {
          fill();
        }
        int before = buffer.remaining();
        parser.parseNext(buffer);
        consumed += before - buffer.remaining();
        if (wrong != null) {
          throw new IOException("no HTTP: " + wrong);
        }
      }
    } while (HttpStatus.isInformational(status));
    return answer;
  }

  private void fill() throws IOException {
    int n = in.read(buffer.array());
    if (n < 0) {
      parser.atEOF();
      closing = true;
    }
    buffer.position(0).limit(Math.max(n, 0));
    if (n < 0) {
      parser.parseNext(buffer);
      if (!complete) {
        throw new EOFException("ended by the server");
      }
    }
  }

  /** Of the last response: all but its content. */
  long headBytes() {
    return consumed - answer.length();
  }

  /** Whether the server ends the connection after this response. */
  boolean closing() {
    return closing || (old && !kept); // RFC 9112, section 9.3
  }

  @Override
  public void startResponse(HttpVersion version, int received, String reason) {
    old = version.getVersion() < HttpVersion.HTTP_1_1.getVersion();
    status = received;
    answer.status(received);
  }

  @Override
  public void parsedHeader(HttpField field) {
    answer.field(field);
    if (field.getHeader() == HttpHeader.CONNECTION) {
      closing |= field.contains("close");
      kept |= field.contains("keep-alive");
    }
  }

  @Override
  public boolean headerComplete() {
    return false;
  }

  @Override
  public boolean content(ByteBuffer bytes) {
    answer.content(bytes);
    return false;
  }

  @Override
  public boolean contentComplete() {
    return false;
  }

  @Override
  public boolean messageComplete() {
    complete = true;
    return true;
  }

  @Override
  public void earlyEOF() {
    // Whoever fills finds it not complete.
  }

  @Override
  public void badMessage(HttpException failure) {
    wrong = failure.getReason();
  }
}
