package dev.weft.server;

import dev.weft.asset.Body;
import dev.weft.http.AssetResponse;
import dev.weft.http.ByteRange;
import dev.weft.http.Field;
import dev.weft.http.Head;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes a decided response through Jetty. */
final class ResponseWriter {
  private ResponseWriter() {}

  /** Writes a response whose body is in memory. */
  static void write(
      Request request, Response response, AssetResponse.Decided decided, Callback callback) {
    head(response, decided.head());
    if (BodilessStream.needed(decided.head().status())) {
      request.addHttpStreamWrapper(BodilessStream::new);
    }
    response.write(true, HttpMethod.HEAD.is(request.getMethod()) ? null : bytes(decided), callback);
  }

  /**
   * Writes what goes before a response, whose head has a status of 1xx.
   *
   * @param then writes the response; what it throws fails the callback
   */
  static void writeInterim(Response response, Head head, Runnable then, Callback callback) {
    var _ =
        response
            .writeInterim(head.status(), head.rendered(ResponseWriter::render))
            .handle(
                (_, _) -> { // a client that is gone is found out by what comes next
                  then.run();
                  return null;
                })
            .exceptionally(
                failure -> {
                  callback.failed(failure);
                  return null;
                });
  }

  /** Writes a response whose body may be in the open file, which is closed in the end. */
  static void writeFromDisk(
      Request request, Response response, OpenResponse open, Callback callback, Executor disk) {
    if (open.file() == null) {
      write(request, response, open.decided(), callback);
      return;
    }
    head(response, open.decided().head());
    new DiskTransfer(request, response, open, segments(open.decided()), disk, callback).iterate();
  }

  private static void head(Response response, Head head) {
    response.setStatus(head.status());
    response.getHeaders().add(head.rendered(ResponseWriter::render));
  }

  private static HttpFields render(Head head) {
    HttpFields.Mutable fields = HttpFields.build();
    for (Field field : head.fields()) {
      HttpHeader known = HttpHeader.CACHE.get(field.name());
      fields.add(
          known == null
              ? new PreEncodedHttpField(field.name(), field.value())
              : new PreEncodedHttpField(known, field.value()));
    }
    return fields.asImmutable();
  }

  private static @Nullable ByteBuffer bytes(AssetResponse.Decided decided) {
    return switch (decided) {
      case AssetResponse.Empty _ -> null;
      case AssetResponse.Text text -> text.text().slice();
      case AssetResponse.Content(_, _, Body.Memory body) -> body.slice(0, body.length());
      case AssetResponse.PartialContent(_, _, Body.Memory body, ByteRange range) ->
          body.slice(range.first(), range.length());
      case AssetResponse.MultipartContent multipart -> assemble(multipart);
      case AssetResponse.Content _, AssetResponse.PartialContent _ ->
          throw new IllegalStateException("body: on disk (expected: in memory)");
    };
  }

  /** Small by nature: the body fits in memory, and its ranges are together no longer than it. */
  private static ByteBuffer assemble(AssetResponse.MultipartContent multipart) {
    if (!(multipart.body() instanceof Body.Memory body)) {
      throw new IllegalStateException("body: on disk (expected: in memory)");
    }
    int length = multipart.end().remaining();
    for (AssetResponse.MultipartContent.Part part : multipart.parts()) {
      length += part.preamble().remaining() + (int) part.range().length();
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (AssetResponse.MultipartContent.Part part : multipart.parts()) {
      bytes
          .put(part.preamble().slice())
          .put(body.slice(part.range().first(), part.range().length()));
    }
    return bytes.put(multipart.end().slice()).flip();
  }

  private static List<DiskTransfer.Segment> segments(AssetResponse.Decided decided) {
    return switch (decided) {
      case AssetResponse.Content content ->
          content.body().length() == 0
              ? List.of()
              : List.of(new DiskTransfer.Piece(new ByteRange(0, content.body().length())));
      case AssetResponse.PartialContent partial -> List.of(new DiskTransfer.Piece(partial.range()));
      case AssetResponse.MultipartContent multipart -> {
        List<DiskTransfer.Segment> segments = new java.util.ArrayList<>();
        for (AssetResponse.MultipartContent.Part part : multipart.parts()) {
          segments.add(new DiskTransfer.Literal(part.preamble()));
          segments.add(new DiskTransfer.Piece(part.range()));
        }
        segments.add(new DiskTransfer.Literal(multipart.end()));
        yield segments;
      }
      case AssetResponse.Text _, AssetResponse.Empty _ -> List.of();
    };
  }
}
