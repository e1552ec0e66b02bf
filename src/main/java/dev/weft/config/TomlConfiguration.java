package dev.weft.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/**
 * Reads {@code weft.toml}.
 *
 * <p>Paths in it are relative to its folder. It is read as a whole: a file with a mistake gives all
 * its mistakes and no configuration.
 */
public final class TomlConfiguration {
  private static final int MOST_BYTES = 1 << 20;

  private TomlConfiguration() {}

  /** What was read, or everything that is wrong with it. */
  public sealed interface Result {
    /**
     * A configuration.
     *
     * @param places where its parts stand in the file
     * @param warnings what is allowed and should not be, in the order of the file
     */
    record Loaded(Configuration configuration, Places places, List<Problem> warnings)
        implements Result {
      public Loaded {
        warnings = List.copyOf(warnings);
      }
    }

    /** At least one problem, in the order of the file. */
    record Rejected(List<Problem> problems) implements Result {
      public Rejected {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Reads and checks a file.
   *
   * @param certificates the folder of the development certificates when the file names none
   * @throws IOException when there is a file and it cannot be read
   */
  public static Result read(Path file, Path certificates) throws IOException {
    Findings findings = new Findings(file, false);
    Optional<Configuration> configuration =
        text(file, findings)
            .flatMap(text -> parsed(text, findings))
            .flatMap(top -> Section.read(findings, top, schema(file, certificates)::configuration));
    return configuration.isPresent() && findings.count() == 0
        ? new Result.Loaded(configuration.get(), findings.places(), findings.warnings())
        : new Result.Rejected(findings.problems());
  }

  /** The path of every key there is, such as {@code site.headers.match}, in alphabetical order. */
  static Set<String> keys() {
    Findings findings = new Findings(Path.of(""), true);
    Section.read(findings, Toml.parse(""), schema(Path.of(""), Path.of(""))::configuration);
    return findings.keys();
  }

  private static Schema schema(Path file, Path certificates) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return new Schema(folder == null ? file.toAbsolutePath() : folder, certificates);
  }

  private static Optional<String> text(Path file, Findings findings) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException _) {
      findings.problem("no such file (expected: a configuration in TOML)");
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": permission denied (expected: a file this user may read)", e);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage() + " (expected: a file)", e);
    }
    if (bytes.length > MOST_BYTES) {
      findings.problem("too long (expected: at most " + MOST_BYTES + " bytes)");
      return Optional.empty();
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (decoder.decode(in, out, true).isError()) {
      findings.problem(Syntax.positionAfter(out.flip().toString()), "not UTF-8 (expected: UTF-8)");
      return Optional.empty();
    }
    String text = out.flip().toString();
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Optional<TomlParseResult> parsed(String text, Findings findings) {
    findings.read(text.lines().toList());
    try {
      TomlParseResult parsed = Toml.parse(text, TomlVersion.V1_0_0);
      for (TomlParseError error : parsed.errors()) {
        findings.problem(error.position(), Syntax.message(error));
      }
      // What is left of a broken file says something else than was meant: nothing more about it.
      return parsed.hasErrors() ? Optional.empty() : Optional.of(parsed);
    } catch (TomlParseError e) { // the parser throws some of what it should list
      findings.problem(e.position(), Syntax.message(e));
      return Optional.empty();
    } catch (StackOverflowError _) {
      findings.problem("nested too deeply (expected: arrays in arrays, a few)");
      return Optional.empty();
    }
  }
}
