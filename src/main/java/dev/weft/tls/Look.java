package dev.weft.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** What a pair of files held at a moment, and the stamps by which a change is seen. */
final class Look {
  /** Longer than the coarsest clock in use: FAT's two seconds. */
  private static final Duration TICK = Duration.ofSeconds(3);

  /** The stamps are taken before the contents, so that a later write always shows. */
  static Look at(CertificateFilePair files, Instant now) throws CredentialException {
    var certificateStamp = Stamp.of(files.certificate());
    var keyStamp = Stamp.of(files.key());
    var certificate = PemFiles.content(files.certificate());
    var key = PemFiles.content(files.key());
    var young = now.minus(TICK);
    var sure = certificateStamp.before(young) && keyStamp.before(young);
    return new Look(certificateStamp, keyStamp, certificate, key, sure);
  }

  private final Stamp certificateStamp;
  private final Stamp keyStamp;
  private final byte[] certificate;
  private final byte[] key;

  /**
   * False while a file is so young that it could be written again within one tick of the file
   * system's clock; until then the contents are compared.
   */
  private final boolean sure;

  private Look(
      Stamp certificateStamp, Stamp keyStamp, byte[] certificate, byte[] key, boolean sure) {
    this.certificateStamp = certificateStamp;
    this.keyStamp = keyStamp;
    this.certificate = certificate;
    this.key = key;
    this.sure = sure;
  }

  Credential parse(CertificateFilePair files, Instant now) throws CredentialException {
    return PemFiles.parse(files, certificate, key, now);
  }

  boolean sameContents(Look other) {
    return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
  }

  /** Whether nothing changed, as far as the stamps alone can tell. */
  boolean stillTrue(CertificateFilePair files) {
    try {
      return sure
          && Stamp.of(files.certificate()).equals(certificateStamp)
          && Stamp.of(files.key()).equals(keyStamp);
    } catch (CredentialException e) {
      return false;
    }
  }

  /** Size, times and identity of the file that a path leads to, links followed. */
  record Stamp(Map<String, Object> attributes) {
    static Stamp of(Path file) throws CredentialException {
      var views = file.getFileSystem().supportedFileAttributeViews();
      // The change time also moves when a tool sets the modification time back, or the mode.
      var names =
          views.contains("unix")
              ? "unix:size,lastModifiedTime,ctime,ino,dev"
              : "size,lastModifiedTime,fileKey";
      try {
        return new Stamp(Files.readAttributes(file, names));
      } catch (IOException e) {
        throw new CredentialException(file.toString(), PemFiles.reason(e), e);
      }
    }

    boolean before(Instant moment) {
      return attributes.values().stream()
          .allMatch(
              value -> !(value instanceof FileTime time) || time.toInstant().isBefore(moment));
    }
  }
}
