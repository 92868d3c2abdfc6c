package dev.freshet.cli.explain;

import dev.freshet.cli.terminal.CommandGroup;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.explain.Explanation;
import java.nio.file.Path;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;

/** {@code explain}: why things are as they are. */
public final class ExplainCommand {
  private ExplainCommand() {}

  /** Explains the policies of a state folder in this way. */
  public static CommandSpec spec(BiFunction<Path, NamespacedName, Explanation> explanations) {
    return CommandGroup.of("explain", "Say why things are as they are.")
        .exitCodeOnInvalidInput(ExitCode.USAGE.code())
        .addSubcommand("policy", ExplainPolicyCommand.spec(explanations));
  }
}
