package dev.weft.cli;

import dev.weft.config.Configuration;
import dev.weft.config.Configuration.AccessLog;
import dev.weft.config.Configuration.CertificateFiles;
import dev.weft.config.DictionarySettings;
import dev.weft.config.Places;
import dev.weft.config.Problem;
import dev.weft.config.SiteSettings;
import dev.weft.config.TomlConfiguration.Result;
import dev.weft.origin.Authority;
import dev.weft.origin.Origin;
import dev.weft.server.Coalescing;
import dev.weft.tls.CertificateChoice;
import dev.weft.tls.CertificateFilePair;
import dev.weft.tls.Credential;
import dev.weft.tls.CredentialException;
import dev.weft.tls.PemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A look at everything that a configuration names: certificates, folders, pages.
 *
 * <p>Ports are left alone, for the server itself may be using them.
 */
final class Inspection {
  private final Configuration configuration;
  private final Places places;
  private final List<Problem> warnings;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  Inspection(Result.Loaded file, Instant now) {
    this.configuration = file.configuration();
    this.places = file.places();
    this.warnings = file.warnings();
    this.now = now;
  }

  /** Everything that is found now, in the order of the file. */
  List<Finding> findings() {
    findings.clear();
    warnings.forEach(warning -> findings.add(Finding.warning(warning)));
    certificates();
    for (int i = 0; i < configuration.sites().size(); i++) {
      site("site[" + i + "]", configuration.sites().get(i));
    }
    configuration.accessLog().flatMap(AccessLog::file).ifPresent(this::accessLog);
    configuration.store().cache().ifPresent(this::cache);
    findings.sort(Comparator.comparing(Finding::problem, Problem.IN_ORDER));
    return List.copyOf(findings);
  }

  private void certificates() {
    List<CertificateFiles> files = configuration.tls().certificates();
    List<Credential> credentials = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      String key = "tls.certificate[" + i + "]";
      CertificateFiles own = files.get(i);
      try {
        Credential credential =
            PemFiles.read(new CertificateFilePair(own.certificate(), own.key(), own.password()));
        credential.warning(now).ifPresent(warning -> warning(key, warning));
        credentials.add(credential);
      } catch (CredentialException e) {
        error(key, e.getMessage());
      }
    }
    // Where one is missing nobody knows what it would cover; where none is named one is made.
    boolean known = !files.isEmpty() && credentials.size() == files.size();
    if (known) {
      covered(credentials);
    }
    announced(known ? Optional.of(credentials) : Optional.empty());
  }

  /** What no connection is good for is left out of every ORIGIN frame. */
  private void announced(Optional<List<Credential>> credentials) {
    List<Origin> listed = configuration.http2().originFrame().origins().orElse(List.of());
    for (int i = 0; i < listed.size(); i++) {
      Authority authority = listed.get(i).authority();
      if (!Coalescing.claimed(configuration, authority)) {
        unannounced(i, listed.get(i), "claimed by a site");
      } else if (credentials.isPresent()
          && CertificateChoice.covering(credentials.get(), authority).isEmpty()) {
        unannounced(i, listed.get(i), "covered by " + any(credentials.get()));
      }
    }
  }

  private void unannounced(int index, Origin origin, String expected) {
    warning(
        "http2.origin-frame[" + index + "]",
        "origin-frame: " + origin + " (expected: " + expected + ")");
  }

  private void covered(List<Credential> credentials) {
    configuration
        .status()
        .authority()
        .filter(own -> CertificateChoice.covering(credentials, own).isEmpty())
        .ifPresent(
            own ->
                error(
                    "status.authority",
                    "authority: " + own + " (expected: covered by " + any(credentials) + ")"));
    for (int i = 0; i < configuration.sites().size(); i++) {
      List<Authority> authorities = configuration.sites().get(i).authorities();
      for (int j = 0; j < authorities.size(); j++) {
        Authority authority = authorities.get(j);
        // RFC 6066, section 3: who asks for an address names no server in TLS.
        if (!CertificateChoice.shown(credentials, authority).cover().covers(authority)) {
          error(
              "site[" + i + "].authorities[" + j + "]",
              "authorities: "
                  + authority
                  + " (expected: covered by "
                  + (authority.literal()
                      ? "the first certificate, which has: "
                          + names(List.of(credentials.getFirst()))
                      : any(credentials))
                  + ")");
        }
      }
    }
  }

  private static String any(List<Credential> credentials) {
    return "a certificate; there is: " + names(credentials);
  }

  private static String names(List<Credential> credentials) {
    return credentials.stream()
        .flatMap(credential -> credential.names().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void site(String key, SiteSettings site) {
    if (!Files.isDirectory(site.root()) || !Files.isReadable(site.root())) {
      error(key + ".root", "root: " + site.root() + " (expected: a folder that can be read)");
      return;
    }
    site.spa().ifPresent(spa -> page(key, "spa", site.root(), spa));
    site.dictionaries()
        .flatMap(DictionarySettings::file)
        .ifPresent(file -> page(key + ".dictionaries", "file", site.root(), file));
    // The pages that are looked for by default need not be there.
    if (places.has(key + ".not-found-page")) {
      page(key, "not-found-page", site.root(), site.notFoundPage());
    }
    if (places.has(key + ".error-page")) {
      page(key, "error-page", site.root(), site.errorPage());
    }
    if (!site.listing()
        && site.index().stream().noneMatch(name -> Files.exists(site.root().resolve(name)))) {
      warning(
          key + ".root",
          "root: no "
              + String.join(" or ", site.index())
              + " in "
              + site.root()
              + " (expected: one, or listing = true)");
    }
  }

  private void page(String site, String key, Path root, String name) {
    Path file = root.resolve(name);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      error(site + "." + key, key + ": " + file + " (expected: a file that can be read)");
    }
  }

  private void accessLog(Path file) {
    Path folder = file.getParent();
    boolean good =
        Files.exists(file)
            ? Files.isRegularFile(file) && Files.isWritable(file)
            : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (!good) {
      error("access-log.file", "file: " + file + " (expected: a file that can be written)");
    }
  }

  private void cache(Path folder) {
    if (Files.exists(folder) && !(Files.isDirectory(folder) && Files.isWritable(folder))) {
      warning("store.cache", "cache: " + folder + " (expected: a folder that can be written)");
    }
  }

  private void error(String key, String message) {
    findings.add(Finding.error(places.problem(key, message)));
  }

  private void warning(String key, String message) {
    findings.add(Finding.warning(places.problem(key, message)));
  }
}
