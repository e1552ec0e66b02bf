package dev.weft.server;

import dev.weft.asset.Body;
import dev.weft.asset.FileStamp;
import dev.weft.http.ByteRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Sends parts of an open file, one buffer at a time: read on the disk pool, and written without
 * blocking while the next is read. After each read the file is looked at again. If it was written
 * to, what was read may belong to another version, and the response fails: the client sees a reset,
 * never a mixture, and never a short body that looks complete.
 */
final class DiskTransfer extends IteratingCallback {
  private static final int BUFFER = 64 * 1024;

  /** What is sent, in order. */
  sealed interface Segment {}

  record Piece(ByteRange range) implements Segment {}

  record Literal(ByteBuffer bytes) implements Segment {}

  /** What is sent next; null for nothing but the end. */
  private record Chunk(@Nullable ByteBuffer bytes, boolean last) {}

  private final Response response;
  private final FileChannel file;
  private final Path path;
  private final FileStamp stamp;
  private final Iterator<Segment> segments;
  private final Executor disk;
  private final Callback callback;
  private final ByteBufferPool pool;

  /** Two at most: one is sent while the other is filled. */
  private final List<RetainableByteBuffer.Mutable> buffers = new ArrayList<>(2);

  private volatile @Nullable CompletableFuture<Chunk> ahead;
  private int turn = 1;

  private long offset;
  private long left;
  private volatile boolean ended;

  DiskTransfer(
      Request request,
      Response response,
      OpenResponse open,
      List<Segment> segments,
      Executor disk,
      Callback callback) {
    if (!(Exchange.body(open.decided()) instanceof Body.Disk(var bodyPath, var bodyStamp, _))) {
      throw new IllegalArgumentException("body: in memory (expected: on disk)");
    }
    this.response = response;
    this.file = Objects.requireNonNull(open.file());
    this.path = bodyPath;
    this.stamp = bodyStamp;
    this.segments = segments.iterator();
    this.disk = disk;
    this.callback = callback;
    this.pool = request.getConnectionMetaData().getConnector().getByteBufferPool();
  }

  @Override
  protected Action process() {
    if (ended) {
      return Action.SUCCEEDED;
    }
    CompletableFuture<Chunk> next = ahead == null ? read() : ahead;
    ahead = next;
    var _ = next.whenComplete(this::write); // at once, if read while the one before was sent
    return Action.SCHEDULED;
  }

  private CompletableFuture<Chunk> read() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            ByteBuffer bytes = next();
            return new Chunk(bytes, left == 0 && !segments.hasNext());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        disk);
  }

  private void write(@Nullable Chunk chunk, @Nullable Throwable failure) {
    if (chunk == null) {
      failed(failure == null ? new IOException("not read") : failure);
      return;
    }
    try {
      ended = chunk.last();
      if (!ended) {
        ahead = read();
      }
      response.write(ended, chunk.bytes(), this);
    } catch (RuntimeException e) { // nobody looks at the future
      failed(e);
    }
  }

  private @Nullable ByteBuffer next() throws IOException {
    if (left == 0 && segments.hasNext()) {
      switch (segments.next()) {
        case Literal(ByteBuffer bytes) -> {
          return bytes.slice();
        }
        case Piece(ByteRange range) -> {
          offset = range.first();
          left = range.length();
        }
      }
    }
    if (left == 0) {
      return null;
    }
    turn = 1 - turn;
    ByteBuffer bytes = buffer(turn).getByteBuffer();
    bytes.clear().limit((int) Math.min(bytes.capacity(), left));
    while (bytes.hasRemaining()) {
      int read = file.read(bytes, offset + bytes.position());
      if (read < 0) {
        throw new IOException("became shorter while it was sent");
      }
    }
    unchanged();
    offset += bytes.position();
    left -= bytes.position();
    return bytes.flip();
  }

  /** A file put in its place is none of our business: ours is still open and still whole. */
  private void unchanged() throws IOException {
    if (file.size() != stamp.size()) {
      throw new IOException("changed size while it was sent");
    }
    try {
      FileStamp now = FileStamp.of(path);
      if (Objects.equals(now.key(), stamp.key()) && !now.equals(stamp)) {
        throw new IOException("changed while it was sent");
      }
    } catch (NoSuchFileException e) {
      return;
    }
  }

  @Override
  protected void onCompleteSuccess() {
    release();
    callback.succeeded();
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    release();
    callback.failed(cause);
  }

  private void release() {
    CompletableFuture<Chunk> reading = ahead;
    if (reading == null) {
      giveBack();
    } else {
      var _ = reading.whenComplete((_, _) -> giveBack());
    }
  }

  /** When nobody reads any more. */
  private void giveBack() {
    buffers.forEach(RetainableByteBuffer::release);
    IO.close(file);
  }

  private RetainableByteBuffer.Mutable buffer(int index) {
    if (index == buffers.size()) {
      buffers.add(pool.acquire(BUFFER, true));
    }
    return buffers.get(index);
  }
}
