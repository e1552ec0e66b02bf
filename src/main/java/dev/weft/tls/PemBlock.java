package dev.weft.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What stands between BEGIN and END in a PEM file (RFC 7468).
 *
 * @param line of BEGIN, from 1
 * @param text the block with its BEGIN and END
 * @param base64 of the DER, empty where the block has headers, as old encrypted keys do
 */
record PemBlock(String label, int line, String text, String base64) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final int MOST = 100;

  /** The blocks of a file in order; text around them is left out. */
  static List<PemBlock> parse(String file, byte[] content) throws CredentialException {
    var blocks = new ArrayList<PemBlock>();
    var lines = new String(content, StandardCharsets.ISO_8859_1).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      int begin = lines.get(i).indexOf(BEGIN);
      var opening = lines.get(i).stripTrailing();
      if (begin < 0 || !opening.endsWith(DASHES) || opening.length() < begin + 17) {
        continue;
      }
      var label = opening.substring(begin + BEGIN.length(), opening.length() - DASHES.length());
      int end = i + 1;
      while (end < lines.size() && !lines.get(end).startsWith(DASHES)) {
        end++;
      }
      var where = file + ":" + (i + 1);
      var closing = DASHES + "END " + label + DASHES;
      if (end == lines.size() || !lines.get(end).stripTrailing().equals(closing)) {
        throw new CredentialException(
            where, "BEGIN without its END (expected: a whole block; is the file cut short?)");
      }
      if (blocks.size() == MOST) {
        throw new CredentialException(where, "too many blocks (expected: at most " + MOST + ")");
      }
      blocks.add(block(where, label, i + 1, lines.subList(i + 1, end)));
      i = end;
    }
    if (blocks.isEmpty()) {
      throw new CredentialException(file, nothing(content));
    }
    return blocks;
  }

  private static PemBlock block(String where, String label, int line, List<String> body)
      throws CredentialException {
    var text =
        BEGIN + label + "-----\n" + String.join("\n", body) + "\n-----END " + label + "-----\n";
    if (body.stream().anyMatch(l -> l.indexOf(':') >= 0)) {
      return new PemBlock(label, line, text, "");
    }
    try {
      var base64 = String.join("", body).replaceAll("\\s", "");
      Base64.getDecoder().decode(base64);
      return new PemBlock(label, line, text, base64);
    } catch (IllegalArgumentException e) {
      throw new CredentialException(where, "not base64 (expected: a block as it was made)", e);
    }
  }

  private static String nothing(byte[] content) {
    if (content.length == 0) {
      return "an empty file (expected: PEM)";
    }
    return content[0] == 0x30 // an ASN.1 SEQUENCE
        ? "DER or PKCS#12 (expected: PEM, which `openssl x509` or `openssl pkcs12 -nodes` writes)"
        : "no PEM (expected: -----BEGIN CERTIFICATE----- or -----BEGIN PRIVATE KEY-----)";
  }

  byte[] der() {
    return Base64.getDecoder().decode(base64);
  }

  boolean certificate() {
    return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
  }

  boolean privateKey() {
    return label.endsWith("PRIVATE KEY");
  }

  /** A block for a file. */
  static String encode(String label, byte[] der) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return BEGIN + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }
}
