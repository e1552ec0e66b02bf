package dev.weft.asset;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictContentType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The encoders that compress against a dictionary (RFC 9842), each at its best ratio. What they
 * make begins with a mark and the hash of the dictionary. One that does not load on this system is
 * left out.
 */
final class DictionaryCodecs {
  /** In this order, for the first takes less time. */
  static final Set<Coding> CODINGS = EnumSet.of(Coding.DCB, Coding.DCZ);

  /**
   * Bytes of a dictionary, and of what is compressed against it. Clients of dcz must have a window
   * of 8 MiB (RFC 9842, section 5), and dictionaries are out of reach beyond the window.
   */
  static final int LARGEST = 4 << 20;

  /** RFC 9842, section 4. */
  private static final byte[] DCB = HexFormat.of().parseHex("ff444342");

  /** RFC 9842, section 5: a frame that every decoder skips, 32 bytes long. */
  private static final byte[] DCZ = HexFormat.of().parseHex("5e2a4d1820000000");

  private static final int BROTLI_QUALITY = 11;

  /** Within the 16 MiB that clients must have (RFC 9842, section 4). */
  private static final int BROTLI_WINDOW = 22;

  private static final int BROTLI_RAW = 0;
  private static final int BUFFER = 1 << 14;

  /** The best whose window is within 8 MiB. */
  private static final int ZSTD_LEVEL = 19;

  private final Set<Coding> missing = EnumSet.noneOf(Coding.class);
  private final Consumer<String> problems;

  DictionaryCodecs(Consumer<String> problems) {
    this.problems = problems;
  }

  /** The bytes in a coding; empty where its encoder does not load. For one thread at a time. */
  Optional<byte[]> encode(Coding coding, byte[] bytes, Dictionary dictionary) throws IOException {
    if (missing.contains(coding)) {
      return Optional.empty();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER);
    try {
      switch (coding) {
        case DCB -> {
          out.writeBytes(DCB);
          out.writeBytes(dictionary.sha256());
          brotli(bytes, dictionary, out);
        }
        case DCZ -> {
          out.writeBytes(DCZ);
          out.writeBytes(dictionary.sha256());
          out.writeBytes(zstd(bytes, dictionary));
        }
        case BR, ZSTD, GZIP, IDENTITY ->
            throw new IllegalArgumentException("coding: " + coding + " (expected: dcb or dcz)");
      }
      return Optional.of(out.toByteArray());
    } catch (LinkageError e) {
      missing.add(coding);
      problems.accept(
          coding.token() + " is left out: its encoder does not load here (" + e.getMessage() + ")");
      return Optional.empty();
    }
  }

  private static void brotli(byte[] bytes, Dictionary dictionary, ByteArrayOutputStream out)
      throws IOException {
    Brotli4jLoader.ensureAvailability();
    ByteBuffer direct = ByteBuffer.allocateDirect(dictionary.bytes().length);
    direct.put(dictionary.bytes()).flip();
    try (BrotliOutputStream brotli =
        new BrotliOutputStream(
            out,
            new Encoder.Parameters().setQuality(BROTLI_QUALITY).setWindow(BROTLI_WINDOW),
            BUFFER)) {
      brotli.attachDictionary(Encoder.prepareDictionary(direct, BROTLI_RAW));
      brotli.write(bytes);
    }
  }

  private static byte[] zstd(byte[] bytes, Dictionary dictionary) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      // Raw whatever it begins with: a file may look like a dictionary of Zstandard's own.
      context.setLevel(ZSTD_LEVEL).loadDict(dictionary.bytes(), ZstdDictContentType.RAW_CONTENT);
      return context.compress(bytes);
    }
  }
}
