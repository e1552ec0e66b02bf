package dev.weft.measure;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http2.frames.FrameType;
import org.eclipse.jetty.http2.frames.PrefaceFrame;

/** Reads the frame headers of HTTP/2 as they go by in one direction (RFC 9113, section 4.1). */
final class FrameCount {
  private static final int HEADER_BYTES = 9;

  private int skipped;
  private int inHeader;
  private int length;
  private int type;
  private long headerBlocks;

  private FrameCount(int preface) {
    this.skipped = preface;
  }

  static FrameCount ofServer() {
    return new FrameCount(0);
  }

  /** A client says something before its first frame (section 3.4). */
  static FrameCount ofClient() {
    return new FrameCount(PrefaceFrame.PREFACE_BYTES.length);
  }

  /** Goes over these bytes, whose position stays. */
  void read(ByteBuffer bytes) {
    int at = bytes.position();
    while (at < bytes.limit()) {
      if (skipped > 0) {
        int over = Math.min(skipped, bytes.limit() - at);
        skipped -= over;
        at += over;
      } else {
        header(bytes.get(at++) & 0xff);
      }
    }
  }

  private void header(int octet) {
    if (inHeader < 3) {
      length = length << 8 | octet;
    } else if (inHeader == 3) {
      type = octet;
    }
    inHeader++;
    if (inHeader == HEADER_BYTES) {
      if (type == FrameType.HEADERS.getType() || type == FrameType.CONTINUATION.getType()) {
        headerBlocks += length;
      }
      skipped = length;
      inHeader = 0;
      length = 0;
    }
  }

  /** Bytes of all header blocks: what HPACK made of the fields, and padding if there is any. */
  long headerBlocks() {
    return headerBlocks;
  }
}
