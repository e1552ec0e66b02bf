package dev.weft.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Links that count when the page has painted, since hundreds of requests cost a browser so much
 * that it would paint later. Until then they stand in a template, from which a script takes them.
 *
 * <p>The script takes itself and the template out of the body, as if they had never been there;
 * where a page leaves so much open that a parser puts something between them, itself alone. It asks
 * the document by its getters, since names of elements stand for other properties of a page. A page
 * that nobody sees paints nothing, and one whose modules make all that there is to see paints
 * nothing before them: then the links count at once, or shortly after its first frame, which waits
 * for the style sheets, too.
 */
final class AfterPaint {
  private static final String SCRIPT =
      """
      {
        const its = name =>
            Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
        const script = its('currentScript'), template = script.previousElementSibling;
        script.remove();
        if (template instanceof HTMLTemplateElement) {
          const place = () => its('head').append(template.content);
          template.remove();
          if (its('hidden')) {
            place();
          } else {
            new PerformanceObserver(place).observe({ type: 'paint', buffered: true });
            requestAnimationFrame(() => setTimeout(place, 50));
          }
        }
      }
      """;

  /** By which a content security policy can allow the script; the same for all documents. */
  static final String HASH = "'sha256-" + sha256(SCRIPT) + "'";

  private AfterPaint() {}

  static String of(String links) {
    return "<template>" + links + "</template><script>" + SCRIPT + "</script>";
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
