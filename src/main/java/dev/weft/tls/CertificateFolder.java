package dev.weft.tls;

import dev.weft.origin.Cover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The certificates that stand in a folder, good and bad. */
public final class CertificateFolder {
  private static final int NO_AUTHORITY = -1; // X509Certificate.getBasicConstraints

  private CertificateFolder() {}

  /**
   * One file with a certificate.
   *
   * @param authority whether it signs others and is not served itself
   * @param names what it covers, sorted; none for an authority
   * @param end of its validity; empty where it cannot be read
   * @param kind of its key, such as {@code EC P-256}
   * @param issuer its name for people
   * @param problem one line on why it cannot be served
   */
  public record Listed(
      Path file,
      boolean authority,
      List<String> names,
      Optional<Instant> end,
      String kind,
      String issuer,
      Optional<String> problem) {
    public Listed {
      names = List.copyOf(names);
    }
  }

  /**
   * The authority first, then by name. A folder that does not exist has none.
   *
   * @throws CredentialException when the folder cannot be read
   */
  public static List<Listed> list(Path directory) throws CredentialException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    var listed = new ArrayList<Listed>();
    try (var files = Files.newDirectoryStream(directory, "*.{pem,crt,cer}")) {
      for (var file : files) {
        read(file).ifPresent(listed::add);
      }
    } catch (IOException e) {
      throw new CredentialException(directory.toString(), PemFiles.reason(e), e);
    }
    listed.sort(
        (a, b) ->
            a.authority() == b.authority()
                ? a.file().compareTo(b.file())
                : Boolean.compare(b.authority(), a.authority()));
    return listed;
  }

  private static Optional<Listed> read(Path file) {
    try {
      var blocks = PemBlock.parse(file.toString(), PemFiles.content(file));
      if (blocks.stream().noneMatch(PemBlock::certificate)) { // a key of its own
        return Optional.empty();
      }
      var certificate = Certificates.read(file.toString(), blocks).getFirst();
      var inside = blocks.stream().anyMatch(PemBlock::privateKey);
      return Optional.of(of(file, certificate, inside ? file : key(file)));
    } catch (CredentialException e) {
      return Optional.of(
          new Listed(
              file, false, List.of(), Optional.empty(), "", "", Optional.of(e.getMessage())));
    }
  }

  private static Listed of(Path file, X509Certificate certificate, Path key) {
    var authority =
        certificate.getBasicConstraints() != NO_AUTHORITY
            && names(file, certificate).isEmpty(); // self-signed ones for servers say they are both
    return new Listed(
        file,
        authority,
        names(file, certificate),
        Optional.of(certificate.getNotAfter().toInstant()),
        Certificates.kind(certificate.getPublicKey()),
        Certificates.selfIssued(certificate)
            ? "itself"
            : DistinguishedNames.shortest(certificate.getIssuerX500Principal()),
        authority ? authorityProblem(file, certificate) : problem(file, key));
  }

  /** Beside the certificate: {@code NAME.key}, or {@code NAME-key.pem} as some tools call it. */
  private static Path key(Path file) {
    var name = String.valueOf(file.getFileName()).replaceFirst("\\.[a-z]+$", "");
    var other = file.resolveSibling(name + "-key.pem");
    return Files.exists(other) ? other : file.resolveSibling(name + ".key");
  }

  private static Optional<String> authorityProblem(Path file, X509Certificate certificate) {
    try {
      Certificates.check(file.toString(), List.of(certificate), Instant.now());
      return Optional.empty();
    } catch (CredentialException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Optional<String> problem(Path file, Path key) {
    try {
      return PemFiles.read(new CertificateFilePair(file, key)).names().isEmpty()
          ? Optional.of(file + ": covers no name")
          : Optional.empty();
    } catch (CredentialException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static List<String> names(Path file, X509Certificate certificate) {
    Cover cover;
    try {
      cover = Certificates.cover(file.toString(), certificate);
    } catch (CredentialException e) {
      return List.of();
    }
    return cover.names().stream().sorted().toList();
  }
}
