package dev.freshet.cli;

import dev.freshet.cli.explain.ExplainCommand;
import dev.freshet.cli.get.GetCommand;
import dev.freshet.cli.install.InstallCommand;
import dev.freshet.cli.operator.OperatorCommand;
import dev.freshet.cli.run.PreviewCommand;
import dev.freshet.cli.run.ReconcileCommand;
import dev.freshet.cli.run.RunCommand;
import dev.freshet.cli.terminal.ErrorText;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.Output;
import dev.freshet.engine.work.OutOfMemory;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The entry point of {@code bin/freshet}. */
public final class Main {
  private static final List<Entry> COMMANDS =
      List.of(
          new Entry("run", () -> RunCommand.spec(FreshetControllers.OF_A_FOLDER)),
          new Entry("preview", () -> PreviewCommand.spec(FreshetControllers.OF_A_FOLDER)),
          new Entry("explain", () -> ExplainCommand.spec(StoredPolicies::explain)),
          new Entry(
              "get",
              () -> GetCommand.spec(FreshetControllers.kindsOfAFolder(), StoredStatuses::read)),
          new Entry("reconcile", () -> ReconcileCommand.spec(FreshetControllers.kindsOfAFolder())),
          new Entry(
              "operator",
              () ->
                  CommandSpec.forAnnotatedObject(
                      new OperatorCommand(FreshetControllers.OF_A_CLUSTER))),
          new Entry("install", () -> CommandSpec.forAnnotatedObject(new InstallCommand())));

  private Main() {}

  private record Entry(String name, Supplier<CommandSpec> command) {}

  public static void main(String[] args) {
    int code = execute(args);
    // A process asked to exit first looks for a logger, in every jar there is; one that just ends
    // does not.
    if (code != ExitCode.DONE.code()) {
      System.exit(code);
    }
  }

  /** A thread that dies alone is missed by the others; one for lack of memory takes all along. */
  private static void end(String thread, Throwable failure) {
    try {
      OutOfMemory.endOn(failure);
      Output.of(FreshetCommand.over().getCommandSpec())
          .say("✗ " + thread + ": " + ErrorText.of(failure));
    } catch (OutOfMemoryError again) {
      Runtime.getRuntime().halt(ExitCode.OUT_OF_MEMORY.code());
    }
  }

  /** Builds only the command that is asked for, when it comes first: that halves a short run. */
  static int execute(String... args) {
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> end(thread.getName(), failure));
    String first = args.length == 0 ? "" : args[0];
    CommandLine command = command(first);
    try {
      return command.execute(args);
    } catch (Error error) { // the exceptions are picocli's
      OutOfMemory.endOn(error);
      FreshetCommand.fail(command, error);
      return ExitCode.FAILED.code();
    }
  }

  private static CommandLine command(String first) {
    return COMMANDS.stream()
        .filter(entry -> entry.name.equals(first))
        .findFirst()
        .map(entry -> FreshetCommand.over(entry.command.get()))
        .orElseGet(() -> first.equals("--version") ? FreshetCommand.over() : commandLine());
  }

  /** Everything {@code freshet} can do. */
  public static CommandLine commandLine() {
    return FreshetCommand.over(
        COMMANDS.stream().map(entry -> entry.command.get()).toArray(CommandSpec[]::new));
  }
}
