package dev.weft.asset;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Where the bytes of a variant are. */
public sealed interface Body {
  /** The number of bytes. */
  long length();

  /**
   * In memory, ready to send.
   *
   * @param bytes position 0 to limit is the body; never written to and never moved: take {@link
   *     #slice}
   */
  record Memory(ByteBuffer bytes) implements Body {
    @Override
    public long length() {
      return bytes.limit();
    }

    /** The bytes from {@code offset} on, with a position of their own. */
    public ByteBuffer slice(long offset, long length) {
      return bytes.slice((int) offset, (int) length);
    }
  }

  /**
   * In a file, to be streamed. The file may have changed since: whoever opens it compares its
   * {@link FileStamp}, and compares again while reading, so that two versions are never mixed.
   *
   * @param length bytes of the body, which begins where the file begins
   */
  record Disk(Path file, FileStamp stamp, long length) implements Body {
    /** The whole file. */
    public Disk(Path file, FileStamp stamp) {
      this(file, stamp, stamp.size());
    }
  }
}
