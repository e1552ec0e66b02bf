package dev.weft.measure;

import java.util.OptionalInt;

/**
 * One run of one variant: what it came to, or why it came to nothing. A run that failed is not
 * repeated, because one that fails now and then is a finding.
 */
public sealed interface Run {
  Variant variant();

  /** The page was complete. */
  record Complete(Variant variant, PageLoad load) implements Run {}

  /** The page was complete, and it was recorded, which costs time: its times do not count. */
  record Recorded(Variant variant, Recording recording) implements Run {}

  /**
   * It was not.
   *
   * @param reason one line
   * @param status of the document, 400 or more, where that is the reason
   */
  record Failed(Variant variant, String reason, OptionalInt status) implements Run {
    public Failed {
      reason = reason.lines().findFirst().orElse("no reason").replaceAll("[^ -~]", "?");
    }
  }
}
