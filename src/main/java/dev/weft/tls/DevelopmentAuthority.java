package dev.weft.tls;

import dev.weft.tls.CertificateMaker.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The local authority that signs development certificates, and the folder where it keeps them.
 *
 * <p>The folder holds {@code weft-ca.pem} and {@code weft-ca.key}, and a {@code NAME.pem} and
 * {@code NAME.key} for each certificate. The authority is made once and then only replaced when
 * asked: people have made their browsers trust it. Files that somebody else put there are never
 * written over.
 */
public final class DevelopmentAuthority {
  static final String NAME = "weft-ca";
  static final String CERTIFICATE = NAME + ".pem";

  /** What a certificate is for when nobody says. */
  public static final List<String> DEFAULT_NAMES = List.of("localhost", "127.0.0.1", "::1");

  private final Path directory;
  private final PrivateFolder folder;
  private final InstantSource clock;

  private DevelopmentAuthority(Path directory, InstantSource clock) {
    this.directory = directory;
    this.folder = new PrivateFolder(directory);
    this.clock = clock;
  }

  /** The authority of a folder, which need not exist. */
  public static DevelopmentAuthority open(Path directory) {
    return open(directory, InstantSource.system());
  }

  static DevelopmentAuthority open(Path directory, InstantSource clock) {
    return new DevelopmentAuthority(directory, clock);
  }

  /** How far {@link #create} goes when there is something already. */
  public enum Renewal {
    /** What covers the names and does not end soon is left as it is. */
    WHEN_NEEDED,
    /** A new certificate from the same authority. */
    CERTIFICATE,
    /** A new authority, to be trusted again, and a new certificate from it. */
    AUTHORITY
  }

  /**
   * A certificate, and what was done for it.
   *
   * @param made whether it is new
   * @param authorityMade whether the authority is new, and trusted by nobody yet
   * @param formerAuthority where the certificate of the one it replaced is kept
   */
  public record Provided(
      CertificateFilePair files,
      boolean made,
      boolean authorityMade,
      Optional<Path> formerAuthority) {
    private static Provided found(CertificateFilePair files) {
      return new Provided(files, false, false, Optional.empty());
    }
  }

  /** The authority's certificate, whether or not it exists. */
  public Path certificate() {
    return directory.resolve(CERTIFICATE);
  }

  /**
   * Files that cover the names for thirty days or more: those there are, or else new ones, which
   * cover what they covered before as well.
   *
   * @throws CredentialException when the folder cannot be written, or the authority may not sign
   * @throws IllegalArgumentException when a name is none
   */
  public CertificateFilePair ensure(List<String> names) throws CredentialException {
    return extend(names).files();
  }

  /**
   * The same, saying what was done for it.
   *
   * @throws CredentialException as {@link #ensure}
   * @throws IllegalArgumentException when a name is none
   */
  public Provided extend(List<String> names) throws CredentialException {
    var canonical = DevelopmentNames.canonical(names);
    var files = files(canonical);
    if (good(files, canonical)) {
      return Provided.found(files);
    }
    return folder.exclusively(
        () ->
            good(files, canonical) // made by another process meanwhile
                ? Provided.found(files)
                : make(files, withFormer(canonical, files), Renewal.WHEN_NEEDED));
  }

  /**
   * What {@link #ensure} would give to be served, with nothing written: the files there are or,
   * where they would be made, a credential like it that is kept nowhere.
   *
   * @throws CredentialException as {@link #ensure}, but for a folder that cannot be written
   * @throws IllegalArgumentException when a name is none
   */
  public Credential preview(List<String> names) throws CredentialException {
    var canonical = DevelopmentNames.canonical(names);
    var files = files(canonical);
    if (good(files, canonical)) {
      return PemFiles.read(files);
    }
    refuseForeign(files);
    var all = withFormer(canonical, files);
    var now = clock.instant();
    var authority =
        Files.exists(certificate()) ? authority(all, now) : CertificateMaker.authority(all, now);
    var leaf = CertificateMaker.leaf(authority, all, now);
    return PemFiles.credential(
        files.certificate().toString(), List.of(leaf.certificate()), leaf.key());
  }

  private static List<String> withFormer(List<String> canonical, CertificateFilePair files) {
    return Stream.concat(canonical.stream(), namesOf(files.certificate()).stream())
        .distinct()
        .toList();
  }

  /**
   * A certificate for exactly these names, in files named after the first.
   *
   * @throws CredentialException as {@link #ensure}
   * @throws IllegalArgumentException when a name is none
   */
  public Provided create(List<String> names, Renewal renewal) throws CredentialException {
    var canonical = DevelopmentNames.canonical(names);
    var files = files(canonical);
    return folder.exclusively(
        () -> {
          if (renewal == Renewal.WHEN_NEEDED
              && good(files, canonical)
              && namesOf(files.certificate()).size() == canonical.size()) {
            return Provided.found(files);
          }
          return make(files, canonical, renewal);
        });
  }

  private CertificateFilePair files(List<String> canonical) {
    var name = DevelopmentNames.fileName(canonical.getFirst());
    return new CertificateFilePair(
        directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
  }

  /** Whether the files can be served, cover the names, and are what this authority signed. */
  private boolean good(CertificateFilePair files, List<String> canonical) {
    try {
      var credential = PemFiles.read(files);
      return DevelopmentNames.covered(canonical, credential.cover())
          && credential.notAfter().isAfter(clock.instant().plus(Credential.SOON))
          && (!ours(credential.leaf())
              || Certificates.namesIssuer(certificate(certificate()), credential.leaf()));
    } catch (CredentialException e) {
      return false;
    }
  }

  private Provided make(CertificateFilePair files, List<String> names, Renewal renewal)
      throws IOException, CredentialException {
    refuseForeign(files);
    var now = clock.instant();
    var replace = renewal == Renewal.AUTHORITY || !Files.exists(certificate());
    var former = replace ? keepFormer() : Optional.<Path>empty();
    var authority = replace ? newAuthority(names, now) : authority(names, now);
    var leaf = CertificateMaker.leaf(authority, names, now);
    // The certificate first: should the process end here, it shows that the key may be replaced.
    folder.writeOpen(files.certificate(), pem(leaf.certificate()));
    folder.writeSecret(files.key(), PemBlock.encode("PRIVATE KEY", leaf.pkcs8()));
    return new Provided(files, true, replace, former);
  }

  /** The certificate alone: with it, people can take the authority out of what they trust. */
  private Optional<Path> keepFormer() throws IOException {
    if (!Files.exists(certificate())) {
      return Optional.empty();
    }
    var former = certificate().resolveSibling(NAME + "-former.cert");
    Files.move(certificate(), former, StandardCopyOption.REPLACE_EXISTING);
    return Optional.of(former);
  }

  private Made newAuthority(List<String> names, Instant now) throws IOException {
    var made = CertificateMaker.authority(names, now);
    // The key first: without its certificate it is trusted by nobody and may be replaced.
    folder.writeSecret(
        directory.resolve(NAME + ".key"), PemBlock.encode("PRIVATE KEY", made.pkcs8()));
    folder.writeOpen(certificate(), pem(made.certificate()));
    return made;
  }

  private Made authority(List<String> names, Instant now) throws CredentialException {
    var file = certificate().toString();
    var certificate = certificate(certificate());
    var keyFile = directory.resolve(NAME + ".key");
    var blocks = PemBlock.parse(keyFile.toString(), PemFiles.content(keyFile));
    PrivateKey key = PrivateKeys.find(keyFile.toString(), blocks, Optional.empty());
    if (!PrivateKeys.match(certificate.getPublicKey(), key)) {
      throw new CredentialException(
          keyFile.toString(), "not the key of " + file + " (expected: the key it was made for)");
    }
    var remedy = "`weft certs create --new-authority` makes another, to be trusted again";
    if (now.plus(Credential.SOON).isAfter(certificate.getNotAfter().toInstant())) {
      throw new CredentialException(
          file, "ends " + certificate.getNotAfter().toInstant() + "; " + remedy);
    }
    var forbidden = CertificateMaker.forbidden(certificate, names);
    if (!forbidden.isEmpty()) {
      throw new CredentialException(
          file,
          "may not sign for "
              + String.join(", ", forbidden)
              + " (expected: local names and those it was made for); "
              + remedy);
    }
    return new Made(certificate, key);
  }

  private void refuseForeign(CertificateFilePair files) throws CredentialException {
    if (Files.exists(files.certificate())) {
      if (!ours(certificate(files.certificate()))) {
        throw new CredentialException(
            files.certificate().toString(),
            "not made here, left as it is (expected: another folder)");
      }
    } else if (Files.exists(files.key())) {
      throw new CredentialException(
          files.key().toString(), "a key without its certificate, left as it is (expected: both)");
    }
  }

  private static boolean ours(X509Certificate certificate) {
    return certificate
        .getIssuerX500Principal()
        .getName()
        .startsWith("CN=" + CertificateMaker.ISSUER);
  }

  private static List<String> namesOf(Path file) {
    try {
      var certificate = certificate(file);
      return ours(certificate)
          ? Certificates.cover(file.toString(), certificate).names().stream().sorted().toList()
          : List.of();
    } catch (CredentialException e) {
      return List.of();
    }
  }

  private static X509Certificate certificate(Path file) throws CredentialException {
    var blocks = PemBlock.parse(file.toString(), PemFiles.content(file));
    return Certificates.read(file.toString(), blocks).getFirst();
  }

  private static String pem(X509Certificate certificate) throws IOException {
    try {
      return PemBlock.encode("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
