package dev.weft.tls;

import java.util.Collection;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.StandardConstants;

/**
 * Whether a client asks TLS for a name (RFC 6066, section 3); one for each connection. It accepts
 * every name: that there is a matcher at all has JSSE resume a session only for the name that it
 * was made for, if the client asks for one.
 */
public final class AskedName extends SNIMatcher {
  private boolean any;

  AskedName() {
    super(StandardConstants.SNI_HOST_NAME);
  }

  @Override
  public boolean matches(SNIServerName name) {
    any = true;
    return true;
  }

  /** Whether the client resumed the session of a name, and asked for none. */
  public static boolean missing(SSLEngine engine) {
    Collection<SNIMatcher> matchers = engine.getSSLParameters().getSNIMatchers();
    return matchers != null
        && matchers.stream().anyMatch(each -> each instanceof AskedName asked && !asked.any)
        && engine.getSession() instanceof ExtendedSSLSession session
        && !session.getRequestedServerNames().isEmpty();
  }
}
