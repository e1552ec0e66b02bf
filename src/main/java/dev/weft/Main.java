package dev.weft;

import dev.weft.cli.WeftCommand;

/** Starts the command line. */
public final class Main {
  private Main() {}

  /** Ends the process with the exit code of the command. */
  public static void main(String[] arguments) {
    System.exit(WeftCommand.run(arguments));
  }
}
