package dev.weft.asset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One version of one file, or something that is composed of it. What is known of it only grows:
 * first its stamp, then its bytes and their tag, then its codings. Another version of the file is
 * another asset.
 */
public final class Asset {
  private final String path;
  private final Path file;
  private final FileStamp stamp;
  private final List<Sidecar> sidecars;
  private final MediaType mediaType;
  private final Instant lastModified;
  private final Loader loader;
  private final boolean composed;
  private volatile @Nullable Variants variants;
  private volatile @Nullable Object made;
  private boolean retired;

  Asset(String path, Path file, FileStamp stamp, List<Sidecar> sidecars, Loader loader) {
    this(path, file, stamp, sidecars, loader, false);
  }

  private Asset(
      String path,
      Path file,
      FileStamp stamp,
      List<Sidecar> sidecars,
      Loader loader,
      boolean composed) {
    this.path = path;
    this.file = file;
    this.stamp = stamp;
    this.sidecars = List.copyOf(sidecars);
    this.mediaType = MediaType.of(path);
    this.lastModified = stamp.modified().toInstant().truncatedTo(ChronoUnit.SECONDS);
    this.loader = loader;
    this.composed = composed;
  }

  /** A file beside the asset that holds it in a coding, and is not older. */
  record Sidecar(Coding coding, Path file, FileStamp stamp) {}

  /** Reads what is not known of an asset yet. */
  interface Loader {
    Variants load(Asset asset) throws IOException;

    /** Gives back what a variant held that nobody will ask for any more. */
    void release(Variant variant);
  }

  /** What is sent in its place, which other files have a part in. */
  Asset compose(Variant identity) {
    Asset asset = new Asset(path, file, stamp, List.of(), loader, true);
    asset.variants = new Variants(identity, List.of());
    return asset;
  }

  /** Whether other files have a part in its bytes, so that the date of this one says nothing. */
  public boolean composed() {
    return composed;
  }

  /** Canonical and decoded, such as {@code /js/app.js}. */
  public String path() {
    return path;
  }

  /** Where its bytes are. */
  public Path file() {
    return file;
  }

  /** The version of the file that this is. */
  public FileStamp stamp() {
    return stamp;
  }

  List<Sidecar> sidecars() {
    return sidecars;
  }

  public MediaType mediaType() {
    return mediaType;
  }

  /** When the file was modified, in whole seconds as HTTP has them. */
  public Instant lastModified() {
    return lastModified;
  }

  /** Bytes of the file. */
  public long size() {
    return stamp.size();
  }

  /** Whether the coding may depend on the request, so that {@code Vary: Accept-Encoding} is due. */
  public boolean negotiable() {
    return mediaType.text() || !sidecars.isEmpty();
  }

  /**
   * What the one reader of this asset makes of its path and type once and keeps with it. Always
   * called with the same function; when two threads meet, both make it and either is kept.
   */
  @SuppressWarnings("unchecked")
  public <T> T once(Function<Asset, T> make) {
    Object known = made;
    if (known == null) {
      known = make.apply(this);
      made = known;
    }
    return (T) known;
  }

  /** What is known; null before it was loaded. */
  public @Nullable Variants variants() {
    return variants;
  }

  /**
   * Reads the bytes, if nobody did yet. Blocks.
   *
   * @throws IOException when the file cannot be read, or is another version by now
   */
  public synchronized Variants load() throws IOException {
    Variants known = variants;
    if (known == null) {
      known = loader.load(this);
      if (retired) { // by a request that began before
        releaseAll(known);
      }
      variants = known;
    }
    return known;
  }

  /**
   * The bytes of the file, a copy of one's own. Reads them if they are not in memory. Blocks.
   *
   * @throws IOException when the file cannot be read, or is another version by now
   */
  public byte[] bytes() throws IOException {
    if (load().identity().body() instanceof Body.Memory body) {
      byte[] bytes = new byte[(int) body.length()];
      body.slice(0, body.length()).get(bytes);
      return bytes;
    }
    return FileLoader.read(file, stamp);
  }

  /**
   * The strong tag of the bytes, which are read to their end if nobody did yet. Blocks.
   *
   * @throws IOException when the file cannot be read, or is another version by now
   */
  public EntityTag tag() throws IOException {
    EntityTag known = load().identity().tag();
    if (known == null) {
      known = EntityTag.ofDigest(FileLoader.digest(file, stamp));
      tag(Coding.IDENTITY, known);
    }
    return known;
  }

  /** Knows one more coding; false when it knows it already, or is no longer in any catalogue. */
  synchronized boolean add(Variant coded) {
    Variants known = variants;
    if (known == null || retired) {
      return false;
    }
    List<Variant> all = new ArrayList<>(known.coded());
    if (all.stream().anyMatch(variant -> variant.coding() == coded.coding())) {
      return false;
    }
    all.add(coded);
    variants = new Variants(known.identity(), all);
    return true;
  }

  /** Whether a variant in this coding is known. */
  boolean has(Coding coding) {
    Variants known = variants;
    return known != null && known.coded().stream().anyMatch(variant -> variant.coding() == coding);
  }

  /** Knows the tag of a variant that was too big to hash while somebody waited. */
  synchronized void tag(Coding coding, EntityTag tag) {
    Variants known = variants;
    if (known != null) {
      variants =
          new Variants(
              tagged(known.identity(), coding, tag),
              known.coded().stream().map(variant -> tagged(variant, coding, tag)).toList());
    }
  }

  /** Forgets the codings that do not pass; false when all do. */
  synchronized boolean retain(Predicate<Variant> passes) {
    Variants known = variants;
    if (known == null) {
      return false;
    }
    Map<Boolean, List<Variant>> parted =
        known.coded().stream().collect(Collectors.partitioningBy(passes));
    List<Variant> lost = parted.getOrDefault(false, List.of());
    if (lost.isEmpty()) {
      return false;
    }
    variants = new Variants(known.identity(), parted.getOrDefault(true, List.of()));
    if (!retired) {
      lost.forEach(loader::release);
    }
    return true;
  }

  /** Whether it is in no catalogue any more. */
  synchronized boolean retired() {
    return retired;
  }

  private static Variant tagged(Variant variant, Coding coding, EntityTag tag) {
    return variant.coding() == coding ? new Variant(coding, tag, variant.body()) : variant;
  }

  /** Another version is in the catalogue now, or none. */
  synchronized void retire() {
    if (!retired && variants != null) {
      releaseAll(variants);
    }
    retired = true;
  }

  private void releaseAll(Variants all) {
    loader.release(all.identity());
    all.coded().forEach(loader::release);
  }

  /** Whether a look at the disk found this very version. */
  boolean same(FileStamp otherStamp, List<Sidecar> otherSidecars) {
    return stamp.equals(otherStamp) && sidecars.equals(otherSidecars);
  }

  @Override
  public String toString() {
    return path;
  }
}
