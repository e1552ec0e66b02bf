package dev.weft.server;

import dev.weft.origin.Authority;
import dev.weft.tls.Credential;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does in memory, behind what is served, what the first visitor would wait for: a JVM makes its
 * first handshakes and encrypts its first bytes ten times slower than later ones, and what it
 * compiles because of them takes a core from a browser on the same machine.
 */
final class Warmup {
  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);

  /** After so many the JVM has compiled most of what they need. */
  private static final int HANDSHAKES = 10;

  private static final int RECORDS = 128;
  private static final int RECORD = 8 << 10;

  /** A client that names no host gets the default certificate, which there always is. */
  private static final Authority UNNAMED = Authority.parse("127.0.0.1");

  private Warmup() {}

  /** Begins, and ends by itself within a second or two. */
  static void begin(List<Credential> credentials) {
    Thread.ofPlatform().daemon().name("weft-warmup").start(() -> run(credentials));
  }

  private static void run(List<Credential> credentials) {
    try {
      handshakes(credentials);
      encrypt();
    } catch (GeneralSecurityException | IllegalStateException e) {
      LOG.debug("The first visitor waits a little longer: {}", e.toString());
    }
  }

  static void handshakes(List<Credential> credentials) {
    Rehearsal rehearsal = new Rehearsal(credentials);
    for (int i = 0; i < HANDSHAKES; i++) {
      rehearsal.opening(UNNAMED);
    }
  }

  /** Zeros, with the cipher that browsers choose, and with a key that is used for nothing else. */
  static void encrypt() throws GeneralSecurityException {
    SecretKeySpec key = new SecretKeySpec(new byte[16], "AES");
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = new byte[12];
    byte[] record = new byte[RECORD];
    for (int i = 0; i < RECORDS; i++) {
      nonce[0] = (byte) i;
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
      cipher.doFinal(record);
    }
  }
}
