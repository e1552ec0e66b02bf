package dev.weft.http;

import dev.weft.asset.EntityTag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The preconditions of a request in the order of RFC 9110, section 13.2.2, each a numbered step.
 *
 * <p>Only for GET and HEAD of a representation that exists.
 */
final class Conditions {
  /** What the preconditions come to. */
  enum Verdict {
    /** Go on; {@code Range} counts. */
    PROCEED,
    /** Go on as if there were no {@code Range}. */
    PROCEED_WHOLE,
    NOT_MODIFIED,
    PRECONDITION_FAILED
  }

  private Conditions() {}

  /**
   * @param tag null when the representation has none yet: then no tag equals it
   * @param lastModified null when it has none: then preconditions with a date do not count
   */
  static Verdict evaluate(
      AssetRequest request, @Nullable EntityTag tag, @Nullable Instant lastModified) {
    // 1. If-Match: strong comparison.
    if (request.ifMatch() != null) {
      if (!lists(request.ifMatch(), tag, true)) {
        return Verdict.PRECONDITION_FAILED;
      }
    } else if (request.ifUnmodifiedSince() != null) {
      // 2. If-Unmodified-Since, only without If-Match. A date that is none is ignored.
      Instant date = HttpDate.parse(request.ifUnmodifiedSince());
      if (date != null && lastModified != null && lastModified.isAfter(date)) {
        return Verdict.PRECONDITION_FAILED;
      }
    }
    // 3. If-None-Match: weak comparison.
    if (request.ifNoneMatch() != null) {
      if (lists(request.ifNoneMatch(), tag, false)) {
        return Verdict.NOT_MODIFIED;
      }
    } else if (request.ifModifiedSince() != null) {
      // 4. If-Modified-Since, only without If-None-Match.
      Instant date = HttpDate.parse(request.ifModifiedSince());
      if (date != null && lastModified != null && !lastModified.isAfter(date)) {
        return Verdict.NOT_MODIFIED;
      }
    }
    // 5. If-Range decides whether Range counts.
    if (request.ifRange() == null || request.range() == null) {
      return Verdict.PROCEED;
    }
    return sameVersion(request.ifRange(), tag, lastModified)
        ? Verdict.PROCEED
        : Verdict.PROCEED_WHOLE;
  }

  /** RFC 9110, section 13.1.5: a tag by strong comparison, a date by exact match. */
  private static boolean sameVersion(
      String ifRange, @Nullable EntityTag tag, @Nullable Instant lastModified) {
    if (ifRange.startsWith("\"")) {
      return tag != null && ifRange.strip().equals(tag.value());
    }
    return lastModified != null && lastModified.equals(HttpDate.parse(ifRange));
  }

  /**
   * Whether the list is "*" or names the tag. Weak tags never compare strongly (section 8.8.3.2).
   */
  static boolean lists(String list, @Nullable EntityTag tag, boolean strong) {
    if (list.strip().equals("*")) {
      return true;
    }
    if (tag == null) {
      return false;
    }
    String wanted = tag.value();
    int at = 0;
    while ((at = list.indexOf('"', at)) >= 0) {
      int end = list.indexOf('"', at + 1);
      if (end < 0) {
        return false;
      }
      boolean weak = at >= 2 && list.startsWith("W/", at - 2);
      if (!(weak && strong)
          && list.regionMatches(at, wanted, 0, Math.max(end + 1 - at, wanted.length()))) {
        return true;
      }
      at = end + 1;
    }
    return false;
  }
}
