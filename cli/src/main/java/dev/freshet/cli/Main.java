package dev.freshet.cli;

import dev.freshet.cli.explain.ExplainCommand;
import dev.freshet.cli.get.GetCommand;
import dev.freshet.cli.install.InstallCommand;
import dev.freshet.cli.run.PreviewCommand;
import dev.freshet.cli.run.ReconcileCommand;
import dev.freshet.cli.run.RunCommand;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The entry point of {@code bin/freshet}. */
public final class Main {
  private static final List<Entry> COMMANDS =
      List.of(
          new Entry("run", RunCommand::new),
          new Entry("preview", PreviewCommand::new),
          new Entry("explain", () -> new ExplainCommand(StoredPolicies::explain)),
          new Entry("get", () -> new GetCommand(StoredStatuses::read)),
          new Entry("reconcile", ReconcileCommand::new),
          new Entry("install", InstallCommand::new));

  private Main() {}

  private record Entry(String name, Supplier<Object> command) {}

  public static void main(String[] args) {
    System.exit(execute(args));
  }

  /** Builds only the command that is asked for, when it comes first: that halves a short run. */
  static int execute(String... args) {
    String first = args.length == 0 ? "" : args[0];
    return COMMANDS.stream()
        .filter(entry -> entry.name.equals(first))
        .findFirst()
        .map(entry -> FreshetCommand.over(entry.command.get()))
        .orElseGet(() -> first.equals("--version") ? FreshetCommand.over() : commandLine())
        .execute(args);
  }

  /** Everything {@code freshet} can do. */
  public static CommandLine commandLine() {
    return FreshetCommand.over(COMMANDS.stream().map(entry -> entry.command.get()).toArray());
  }
}
