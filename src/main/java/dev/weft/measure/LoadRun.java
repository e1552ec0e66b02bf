package dev.weft.measure;

/** One load by a protocol client: what it came to, or why it came to nothing. */
public sealed interface LoadRun {
  Way way();

  /**
   * Everything came.
   *
   * @param memory of the server
   */
  record Complete(Load load, Memory memory) implements LoadRun {
    @Override
    public Way way() {
      return load.way();
    }
  }

  /**
   * It did not.
   *
   * @param reason one line
   */
  record Failed(Way way, String reason) implements LoadRun {
    public Failed {
      reason = reason.lines().findFirst().orElse("no reason").replaceAll("[^ -~]", "?");
    }
  }
}
