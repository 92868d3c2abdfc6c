package dev.freshet.cli.explain;

import dev.freshet.core.NamespacedName;
import java.nio.file.Path;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code explain}: why things are as they are. */
@Command(
    name = "explain",
    description = "Say why things are as they are.",
    exitCodeOnInvalidInput = 2,
    subcommands = ExplainPolicyCommand.class)
public final class ExplainCommand implements Runnable {
  private final BiFunction<Path, NamespacedName, Explanation> explanations;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Explains the policies of a state folder in this way. */
  public ExplainCommand(BiFunction<Path, NamespacedName, Explanation> explanations) {
    this.explanations = explanations;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  Explanation explanation(Path state, NamespacedName policy) {
    return explanations.apply(state, policy);
  }
}
