package dev.weft.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** What goes wrong in one run after the other, each told once: it need not be said of all. */
final class Complaints {
  private final Set<String> told = new HashSet<>();

  void tell(CommandSpec command, String problem) {
    if (told.add(problem)) {
      PrintWriter err = command.commandLine().getErr();
      err.println("weft: " + problem);
      err.flush();
    }
  }
}
