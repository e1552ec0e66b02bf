package dev.weft.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code weft} and what all its commands have in common. */
@Command(
    name = "weft",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Serves a folder of many small files over one HTTP/2 connection,",
      "in the order the page needs them.%n"
    },
    footer = {"%nStart with:  weft serve", "Each command explains itself:  weft serve --help"})
public final class WeftCommand implements Runnable {
  /** The exit code of a failure that is not the user's. */
  static final int FAILURE = 1;

  private static final List<Class<?>> COMMANDS =
      List.of(
          ServeCommand.class,
          VersionCommand.class,
          CheckCommand.class,
          CertsCommand.class,
          MeasureCommand.class,
          LoadCommand.class,
          PlanCommand.class,
          TrainCommand.class,
          GenerateCompletion.class);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command line; returns its exit code: 0 done, 1 failed, 2 not understood. */
  public static int run(String... arguments) {
    return execute(commands(arguments), arguments);
  }

  /**
   * The commands; only the one that is named first, if there is one: a start needs no model of the
   * others, and building one takes a while.
   */
  static CommandLine commands(String... arguments) {
    CommandLine weft = new CommandLine(new WeftCommand());
    List<Class<?>> named =
        COMMANDS.stream()
            .filter(command -> List.of(arguments).indexOf(name(command)) == 0)
            .toList();
    (named.isEmpty() ? COMMANDS : named).forEach(weft::addSubcommand);
    return weft;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  static int execute(CommandLine commands, String... arguments) {
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setUsageHelpAutoWidth(true);
    commands.setParameterExceptionHandler(WeftCommand::mistake);
    commands.setExecutionExceptionHandler(WeftCommand::failure);
    return commands.execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** A line for each thing that was wrong: the value, and what was expected. */
  private static int mistake(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    String suggestions =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()
            ? " (did you mean: " + String.join(", ", unmatched.getSuggestions()) + "?)"
            : "";
    said(e).lines().forEach(line -> err.println("weft: " + line + suggestions));
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** A value of the wrong type is told as every other mistake is. */
  private static String said(ParameterException e) {
    if (!(e.getArgSpec() instanceof OptionSpec option) || e.getValue() == null) {
      return String.valueOf(e.getMessage());
    }
    boolean integer = option.type() == Integer.class || option.type() == int.class;
    String expected = integer ? "an integer" : option.paramLabel();
    return option.longestName() + ": " + e.getValue() + " (expected: " + expected + ")";
  }

  private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("weft: " + firstLine(e));
    err.flush();
    return FAILURE;
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}
