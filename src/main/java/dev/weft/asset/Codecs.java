package dev.weft.asset;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The encoders, each at its best ratio. The native ones are loaded when first asked for, by the
 * background worker; one that does not load on this system is left out.
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

  private final Consumer<String> problems;
  private @Nullable Map<Coding, Encoder> encoders;

  Codecs(Consumer<String> problems) {
    this.problems = problems;
  }

  /** Makes bytes smaller. */
  interface Encoder {
    byte[] encode(byte[] bytes) throws IOException;
  }

  /** The encoders of this system. */
  Map<Coding, Encoder> best() {
    if (encoders == null) {
      Map<Coding, Encoder> found = new EnumMap<>(Coding.class);
      found.put(Coding.GZIP, Codecs::gzip);
      attempt(found, Coding.BR, Brotli4jLoader::ensureAvailability, Codecs::brotli);
      attempt(found, Coding.ZSTD, Zstd::maxCompressionLevel, Codecs::zstd);
      encoders = found;
    }
    return encoders;
  }

  private void attempt(Map<Coding, Encoder> found, Coding coding, Runnable load, Encoder encoder) {
    try {
      load.run();
      found.put(coding, encoder);
    } catch (LinkageError e) {
      problems.accept(
          coding.token() + " is left out: its encoder does not load here (" + e.getMessage() + ")");
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
