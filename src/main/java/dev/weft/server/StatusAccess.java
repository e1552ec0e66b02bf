package dev.weft.server;

import dev.weft.config.Configuration;
import dev.weft.origin.Authority;
import dev.weft.origin.Handshake;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may look at {@code /.weft/}. Read top to bottom: the first rule that applies decides.
 *
 * <ol>
 *   <li>Where it is off, nobody.
 *   <li>Nobody at an authority that the certificate shown does not cover: so a name that somebody
 *       else lets point here (DNS rebinding) opens nothing.
 *   <li>No page of another origin, but for links to here: a page that one visits must not keep its
 *       visitor's connections busy, and reads what came by how long it took.
 *   <li>Where there is a token, those who know it, from anywhere, and nobody else. Whoever asks at
 *       a name of this machine or at the authority of the status is asked for it.
 *   <li>Without a token, those who ask from this machine, for this machine or for that authority.
 *       What a proxy on this machine passes on was asked by somebody else. Proxies say so, most of
 *       them, or speak HTTP/1.0, or name no server in TLS where they ask for {@code localhost}.
 * </ol>
 */
final class StatusAccess {
  private static final Authority LOCALHOST = new Authority("localhost", Authority.NO_PORT);

  private final Configuration.Status status;

  StatusAccess(Configuration.Status status) {
    this.status = status;
  }

  /** What is answered. */
  enum Answer {
    /** What was asked for. */
    SHOWN,
    /** As if there were no such thing. */
    HIDDEN,
    /** 401: who asks may know the token. */
    CHALLENGED
  }

  /**
   * Who asks, and for what.
   *
   * @param loopback whether the peer's address is one of this machine alone
   * @param passedOn whether a proxy has a part in it
   * @param foreign whether a page of another origin asks, and not a person who follows a link
   * @param credentials the value of {@code Authorization}; null for none
   */
  record Asker(
      Authority authority,
      Handshake handshake,
      boolean loopback,
      boolean passedOn,
      boolean foreign,
      @Nullable String credentials) {}

  Answer answer(Asker asker) {
    if (!status.enabled() // 1
        || !asker.handshake.cover().covers(asker.authority) // 2
        || asker.foreign) { // 3
      return Answer.HIDDEN;
    }
    boolean local = asker.loopback && !asker.passedOn;
    boolean named = own(asker.authority);
    boolean here = thisMachine(asker.authority) && asker.handshake.openedFor(asker.authority);
    if (status.token().isPresent()) { // 4
      if (knows(asker.credentials, status.token().get())) {
        return Answer.SHOWN;
      }
      return named || (local && here) ? Answer.CHALLENGED : Answer.HIDDEN;
    }
    return local && (named || here) ? Answer.SHOWN : Answer.HIDDEN; // 5
  }

  /** The same for the health, which anybody may know where the configuration says so. */
  Answer health(Asker asker) {
    boolean everybody =
        status.enabled() && status.openHealth() && asker.handshake.cover().covers(asker.authority);
    return everybody ? Answer.SHOWN : answer(asker);
  }

  private boolean own(Authority asked) {
    Optional<Authority> own = status.authority();
    return own.isPresent()
        && own.get().host().equals(asked.host())
        && (own.get().port() == Authority.NO_PORT || own.get().port() == asked.port());
  }

  private static boolean thisMachine(Authority asked) {
    String host = asked.host();
    return host.equals(LOCALHOST.host())
        || (asked.literal() && (host.equals("::1") || host.startsWith("127.")));
  }

  /** As {@code Bearer} of a program, or as the password of a browser, whatever the user's name. */
  private static boolean knows(@Nullable String credentials, String token) {
    if (credentials == null) {
      return false;
    }
    int space = credentials.indexOf(' ');
    String scheme = credentials.substring(0, Math.max(space, 0)).toLowerCase(Locale.ROOT);
    String rest = credentials.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer" -> same(rest, token);
      case "basic" -> same(password(rest), token);
      default -> false;
    };
  }

  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** In a time that tells nothing of where they differ. */
  private static boolean same(String said, String token) {
    return MessageDigest.isEqual(
        said.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }
}
