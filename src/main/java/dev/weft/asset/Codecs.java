package dev.weft.asset;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The encoders, each at its best ratio. Each is loaded when first asked for, by the background
 * worker: not at a start that finds everything in the cache. One that does not load on this system
 * is left out.
 */
final class Codecs {
  /** Says which encoders and settings made a cached coding. */
  static final String VERSION = "br11-zstd19-gzip9-1";

  private static final int BROTLI_QUALITY = 11;

  /** Reaches back 16 MiB, the most of the format; useless for what is not longer than 4 MiB. */
  private static final int BROTLI_WINDOW = 24;

  private static final int BROTLI_USUAL_WINDOW = 22;

  /** The best whose window is within the 8 MiB that clients must have (RFC 9659). */
  private static final int ZSTD_LEVEL = 19;

  private final Map<Coding, Optional<Encoder>> encoders = new EnumMap<>(Coding.class);
  private final Consumer<String> problems;

  Codecs(Consumer<String> problems) {
    this.problems = problems;
  }

  /** Makes bytes smaller. */
  interface Encoder {
    byte[] encode(byte[] bytes) throws IOException;
  }

  /** The encoder of a coding; empty where it does not load, and where the bytes are not enough. */
  Optional<Encoder> encoder(Coding coding) {
    return encoders.computeIfAbsent(coding, this::load);
  }

  private Optional<Encoder> load(Coding coding) {
    try {
      return switch (coding) {
        case IDENTITY, DCB, DCZ -> Optional.empty();
        case GZIP -> Optional.of(Codecs::gzip);
        case BR -> {
          Brotli4jLoader.ensureAvailability();
          yield Optional.of(Codecs::brotli);
        }
        case ZSTD -> {
          int _ = Zstd.maxCompressionLevel();
          yield Optional.of(Codecs::zstd);
        }
      };
    } catch (LinkageError e) {
      problems.accept(
          coding.token() + " is left out: its encoder does not load here (" + e.getMessage() + ")");
      return Optional.empty();
    }
  }

  private static byte[] brotli(byte[] bytes) throws IOException {
    return com.aayushatharva.brotli4j.encoder.Encoder.compress(
        bytes,
        new com.aayushatharva.brotli4j.encoder.Encoder.Parameters()
            .setQuality(BROTLI_QUALITY)
            .setWindow(
                bytes.length > 1 << BROTLI_USUAL_WINDOW ? BROTLI_WINDOW : BROTLI_USUAL_WINDOW));
  }

  private static byte[] zstd(byte[] bytes) {
    return Zstd.compress(bytes, ZSTD_LEVEL);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
    try (OutputStream gzip = new BestGzip(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
