package dev.weft.http;

import dev.weft.asset.Asset;
import dev.weft.asset.Body;
import java.nio.ByteBuffer;
import java.util.List;

/** What is answered, by the phrases of RFC 9110, section 15. */
public sealed interface AssetResponse {
  /** A response that has been decided, whatever its body. */
  sealed interface Decided extends AssetResponse {
    Head head();
  }

  /**
   * 200, or the page of an error under its status, with the whole body of a variant of the asset.
   */
  record Content(Head head, Asset asset, Body body) implements Decided {}

  /** 206 with one range of the variant. */
  record PartialContent(Head head, Asset asset, Body body, ByteRange range) implements Decided {}

  /** 206 with several ranges as {@code multipart/byteranges}. */
  record MultipartContent(Head head, Asset asset, Body body, List<Part> parts, ByteBuffer end)
      implements Decided {
    /** One range and the delimiter and header text that goes before it. */
    public record Part(ByteBuffer preamble, ByteRange range) {}
  }

  /** A short text that the server itself wrote: a plain error, a listing. */
  record Text(Head head, ByteBuffer text) implements Decided {}

  /** No body: 204, 304, 308, 412 and 421. */
  record Empty(Head head) implements Decided {}

  /** Not decided: the asset's bytes have to be read first, by somebody who may block. */
  record Pending(Asset asset) implements AssetResponse {}
}
