package dev.weft.tls;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pair of files: the credential that loaded last, and the problem since then.
 *
 * <pre>
 *             loads                     same problem again
 *   loaded <--------- suspect --------------------------> failed (told once)
 *     |                  ^                                   |
 *     +------------------+  changed, does not load           +--> loaded, when it loads
 * </pre>
 */
final class WatchedPair {
  private final CertificateFilePair files;
  private final InstantSource clock;
  private Look last;
  private Credential credential;
  private @Nullable String suspected;
  private @Nullable String told;
  private @Nullable CredentialException untold;

  WatchedPair(CertificateFilePair files, InstantSource clock) throws CredentialException {
    this.files = files;
    this.clock = clock;
    this.last = Look.at(files, clock.instant());
    this.credential = last.parse(files, clock.instant());
  }

  Credential credential() {
    return credential;
  }

  /** Whether there is a new credential. */
  boolean look() {
    if (last.stillTrue(files)) {
      good();
      return false;
    }
    try {
      var now = clock.instant();
      var look = Look.at(files, now);
      var same = look.sameContents(last);
      if (!same) {
        credential = look.parse(files, now);
      }
      last = look;
      good();
      return !same;
    } catch (CredentialException e) {
      bad(e);
      return false;
    }
  }

  private void good() {
    suspected = null;
    told = null;
    untold = null;
  }

  private void bad(CredentialException problem) {
    var message = problem.getMessage();
    if (message.equals(told)) {
      return;
    }
    if (message.equals(suspected)) {
      told = message;
      untold = problem;
    }
    suspected = message;
  }

  /** A problem that nobody was told yet. */
  Optional<CredentialException> takeProblem() {
    var problem = Optional.ofNullable(untold);
    untold = null;
    return problem;
  }
}
