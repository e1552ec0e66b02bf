package dev.weft.tls;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/** Turns PKCS#1, SEC1 and encrypted keys into PKCS#8. */
final class OlderKeys {
  private OlderKeys() {}

  static byte[] pkcs8(String where, PemBlock block, Optional<String> password)
      throws CredentialException {
    Object parsed;
    try (var parser = new PEMParser(new StringReader(block.text()))) {
      parsed = parser.readObject();
    } catch (IOException | RuntimeException e) {
      throw unreadable(where, block, e);
    }
    try {
      return switch (parsed) {
        case PEMKeyPair pair -> pair.getPrivateKeyInfo().getEncoded();
        case PEMEncryptedKeyPair pair ->
            pair.decryptKeyPair(
                    new JcePEMDecryptorProviderBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(secret(where, password)))
                .getPrivateKeyInfo()
                .getEncoded();
        case PKCS8EncryptedPrivateKeyInfo encrypted ->
            decrypt(encrypted, secret(where, password)).getEncoded();
        case null, default -> throw unreadable(where, block, null);
      };
    } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
      if (password.isEmpty()) {
        throw unreadable(where, block, e);
      }
      throw new CredentialException(
          where, "the password does not open the key (expected: the one it was made with)", e);
    }
  }

  private static PrivateKeyInfo decrypt(PKCS8EncryptedPrivateKeyInfo encrypted, char[] password)
      throws PKCSException, OperatorCreationException {
    return encrypted.decryptPrivateKeyInfo(
        new JceOpenSSLPKCS8DecryptorProviderBuilder()
            .setProvider(new BouncyCastleProvider())
            .build(password));
  }

  private static char[] secret(String where, Optional<String> password) throws CredentialException {
    return password
        .orElseThrow(
            () ->
                new CredentialException(
                    where, "an encrypted key without a password (expected: its password)"))
        .toCharArray();
  }

  private static CredentialException unreadable(
      String where, PemBlock block, @Nullable Throwable cause) {
    var problem = "unreadable key (expected: what BEGIN " + block.label() + " promises)";
    return cause == null
        ? new CredentialException(where, problem)
        : new CredentialException(where, problem, cause);
  }
}
