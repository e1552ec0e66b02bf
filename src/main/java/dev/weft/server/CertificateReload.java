package dev.weft.server;

import dev.weft.tls.CertificateKeys;
import dev.weft.tls.Credential;
import dev.weft.tls.CredentialException;
import dev.weft.tls.CredentialFiles;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Looks at the certificate files every second. New connections are shown what loads; when it does
 * not load they are shown the old, and the problem is said once. Connections on which a certificate
 * was shown that is no longer in use are closed, each when what is in flight on it is done: what it
 * covers, and so what their ORIGIN frame said, holds no more.
 */
final class CertificateReload {
  private final CredentialFiles files;
  private final SslContextFactory.Server tls;
  private final Scheduler scheduler;
  private final Executor disk;
  private final Consumer<Predicate<X509Certificate>> retire;
  private final Consumer<String> problems;

  /** Whether there may be connections to retire. A handshake may take longer than many looks. */
  private boolean replaced;

  CertificateReload(
      CredentialFiles files,
      SslContextFactory.Server tls,
      Scheduler scheduler,
      Executor disk,
      Consumer<Predicate<X509Certificate>> retire,
      Consumer<String> problems) {
    this.files = files;
    this.tls = tls;
    this.scheduler = scheduler;
    this.disk = disk;
    this.retire = retire;
    this.problems = problems;
  }

  /** The next look. Ends by itself when the scheduler stops. */
  void schedule() {
    scheduler.schedule(() -> disk.execute(this::look), 1, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      switch (files.poll()) {
        case CredentialFiles.Outcome.Unchanged _ -> {}
        case CredentialFiles.Outcome.Changed(var credentials, var kept) -> {
          use(credentials);
          tell(kept);
        }
        case CredentialFiles.Outcome.Failed(var kept) -> tell(kept);
      }
      if (replaced) {
        retire.accept(certificate -> !files.inUse(certificate));
      }
    } finally {
      schedule();
    }
  }

  private void tell(List<CredentialException> kept) {
    kept.forEach(problem -> problems.accept(problem.getMessage() + "; the old one stays in use"));
  }

  private void use(List<Credential> credentials) {
    try {
      tls.reload(_ -> tls.setSslContext(CertificateKeys.context(credentials)));
      replaced = true;
    } catch (Exception e) {
      problems.accept("certificates: not reloaded: " + e.getMessage());
    }
  }
}
