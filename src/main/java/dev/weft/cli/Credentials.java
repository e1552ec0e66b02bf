package dev.weft.cli;

import dev.weft.config.Configuration;
import dev.weft.tls.CertificateFilePair;
import dev.weft.tls.Credential;
import dev.weft.tls.CredentialException;
import dev.weft.tls.CredentialFiles;
import dev.weft.tls.DevelopmentAuthority;
import dev.weft.tls.PemFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The certificates of a configuration: its own, or one that is made for development. */
final class Credentials {
  private Credentials() {}

  /** Loads them; what is wrong with a file is a mistake of one line. */
  static CredentialFiles of(Configuration configuration, CommandLine command) {
    List<CertificateFilePair> files = new ArrayList<>(own(configuration));
    try {
      if (files.isEmpty()) {
        DevelopmentAuthority authority = DevelopmentAuthority.open(configuration.tls().directory());
        files.add(authority.ensure(names(configuration)));
      }
      return CredentialFiles.open(files);
    } catch (CredentialException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }

  /** As {@link #of} would load them, each with its file; nothing is made. */
  static Map<Credential, Path> preview(Configuration configuration, CommandLine command) {
    Map<Credential, Path> files = new LinkedHashMap<>();
    try {
      for (CertificateFilePair pair : own(configuration)) {
        files.put(PemFiles.read(pair), pair.certificate());
      }
      if (files.isEmpty()) {
        Path directory = configuration.tls().directory();
        Credential made = DevelopmentAuthority.open(directory).preview(names(configuration));
        files.put(made, directory.resolve(made.name()));
      }
      return files;
    } catch (CredentialException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<CertificateFilePair> own(Configuration configuration) {
    return configuration.tls().certificates().stream()
        .map(each -> new CertificateFilePair(each.certificate(), each.key(), each.password()))
        .toList();
  }

  /** What the development certificate is to cover: this machine, every site, the live page. */
  static List<String> names(Configuration configuration) {
    Set<String> names = new LinkedHashSet<>(DevelopmentAuthority.DEFAULT_NAMES);
    configuration.sites().forEach(site -> names.addAll(site.hosts()));
    configuration.status().authority().ifPresent(own -> names.add(own.host()));
    return List.copyOf(names);
  }
}
