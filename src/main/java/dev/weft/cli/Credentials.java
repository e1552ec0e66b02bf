package dev.weft.cli;

import dev.weft.config.Configuration;
import dev.weft.tls.CertificateFilePair;
import dev.weft.tls.CredentialException;
import dev.weft.tls.CredentialFiles;
import dev.weft.tls.DevelopmentAuthority;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The certificates of a configuration: its own, or one that is made for development. */
final class Credentials {
  private Credentials() {}

  /** Loads them; what is wrong with a file is a mistake of one line. */
  static CredentialFiles of(Configuration configuration, CommandLine command) {
    List<CertificateFilePair> files = new ArrayList<>();
    try {
      for (Configuration.CertificateFiles own : configuration.tls().certificates()) {
        files.add(new CertificateFilePair(own.certificate(), own.key(), own.password()));
      }
      if (files.isEmpty()) {
        DevelopmentAuthority authority = DevelopmentAuthority.open(configuration.tls().directory());
        files.add(authority.ensure(names(configuration)));
      }
      return CredentialFiles.open(files);
    } catch (CredentialException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }

  /** What the development certificate is to cover: this machine, and every site. */
  static List<String> names(Configuration configuration) {
    Set<String> names = new LinkedHashSet<>(DevelopmentAuthority.DEFAULT_NAMES);
    configuration.sites().forEach(site -> names.addAll(site.hosts()));
    return List.copyOf(names);
  }
}
