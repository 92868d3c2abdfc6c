package dev.freshet.cli;

import dev.freshet.cli.explain.ExplainCommand;
import dev.freshet.cli.get.GetCommand;
import dev.freshet.cli.run.PreviewCommand;
import dev.freshet.cli.run.ReconcileCommand;
import dev.freshet.cli.run.RunCommand;
import picocli.CommandLine;

/** The entry point of {@code bin/freshet}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return commandLine().execute(args);
  }

  /** Everything {@code freshet} can do. */
  public static CommandLine commandLine() {
    return FreshetCommand.over(
        new RunCommand(),
        new PreviewCommand(),
        new ExplainCommand(StoredPolicies::explain),
        new GetCommand(StoredStatuses::read),
        new ReconcileCommand());
  }
}
