package dev.weft.http;

import dev.weft.asset.Asset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Several ranges in one response (RFC 9110, section 14.6). */
final class Multipart {
  private Multipart() {}

  static AssetResponse of(Asset asset, Representation representation, List<ByteRange> ranges) {
    long complete = representation.variant().length();
    String boundary = boundary(representation);
    String type = representation.ok().value("Content-Type");
    List<AssetResponse.MultipartContent.Part> parts = new ArrayList<>();
    long length = 0;
    for (ByteRange range : ranges) {
      String preamble =
          (parts.isEmpty() ? "--" : "\r\n--")
              + boundary
              + "\r\nContent-Type: "
              + type
              + "\r\nContent-Range: "
              + range.contentRange(complete)
              + "\r\n\r\n";
      byte[] bytes = preamble.getBytes(StandardCharsets.US_ASCII);
      parts.add(new AssetResponse.MultipartContent.Part(ByteBuffer.wrap(bytes), range));
      length += bytes.length + range.length();
    }
    byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    Head head =
        representation.derive(
            206,
            new Field("Content-Type", "multipart/byteranges; boundary=" + boundary),
            new Field("Content-Length", Long.toString(length + end.length)));
    return new AssetResponse.MultipartContent(
        head, asset, representation.variant().body(), parts, ByteBuffer.wrap(end));
  }

  /** A text that does not occur in the body but by intent: made of the hash of the whole. */
  private static String boundary(Representation representation) {
    var tag = representation.variant().tag();
    return tag == null
        ? "weft-" + Long.toHexString(representation.variant().length() * 0x9e3779b97f4a7c15L)
        : "weft-" + tag.value().replace("\"", "");
  }
}
