package dev.weft.tls;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The credentials of a list of files, and whether the files have changed.
 *
 * <p>It has no thread: whoever serves calls {@link #poll} once a second, from one thread at a time.
 * New files count from the poll that can load them. A problem is told from the second poll that
 * meets it, once, because a certificate and its key are never replaced in the same instant; the old
 * credential stays in use, and every later poll tries again.
 */
public final class CredentialFiles {
  private final List<WatchedPair> pairs;
  private volatile List<Credential> current;

  private CredentialFiles(List<WatchedPair> pairs) {
    this.pairs = pairs;
    this.current = pairs.stream().map(WatchedPair::credential).toList();
  }

  /**
   * Loads all of them.
   *
   * @throws CredentialException when one cannot be used
   */
  public static CredentialFiles open(List<CertificateFilePair> files) throws CredentialException {
    return open(files, InstantSource.system());
  }

  static CredentialFiles open(List<CertificateFilePair> files, InstantSource clock)
      throws CredentialException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("certificate: none (expected: at least one)");
    }
    var pairs = new ArrayList<WatchedPair>();
    for (var pair : files) {
      pairs.add(new WatchedPair(pair, clock));
    }
    return new CredentialFiles(List.copyOf(pairs));
  }

  /** In the order of the files. Of any thread. */
  public List<Credential> current() {
    return current;
  }

  /** Whether the certificate is one of them, and not one that was replaced. Of any thread. */
  public boolean inUse(X509Certificate leaf) {
    return current.stream().anyMatch(credential -> credential.leaf().equals(leaf));
  }

  /** Looks again. */
  public Outcome poll() {
    var changed = false;
    var problems = new ArrayList<CredentialException>();
    for (var pair : pairs) {
      changed |= pair.look();
      pair.takeProblem().ifPresent(problems::add);
    }
    if (changed) {
      current = pairs.stream().map(WatchedPair::credential).toList();
      return new Outcome.Changed(current, problems);
    }
    return problems.isEmpty() ? new Outcome.Unchanged() : new Outcome.Failed(problems);
  }

  /** What a poll found. */
  public sealed interface Outcome {
    /** Nothing to do. */
    record Unchanged() implements Outcome {}

    /**
     * To be served from now on.
     *
     * @param credentials all, in the order of the files, also those that are as they were
     * @param problems of files that changed as well and do not load; their old credential is kept
     */
    record Changed(List<Credential> credentials, List<CredentialException> problems)
        implements Outcome {
      public Changed {
        credentials = List.copyOf(credentials);
        problems = List.copyOf(problems);
      }
    }

    /** Files changed and do not load; everything stays as it was. */
    record Failed(List<CredentialException> problems) implements Outcome {
      public Failed {
        problems = List.copyOf(problems);
      }
    }
  }
}
