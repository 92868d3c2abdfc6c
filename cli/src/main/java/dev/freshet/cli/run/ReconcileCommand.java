package dev.freshet.cli.run;

import dev.freshet.cli.terminal.CommandGroup;
import dev.freshet.cli.terminal.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconcile}: asks a running process to work on one object now. */
public final class ReconcileCommand {
  private ReconcileCommand() {}

  public static CommandSpec spec() {
    CommandSpec image =
        CommandGroup.of("image", "Reconcile an image repository, policy or update automation now.")
            .exitCodeOnInvalidInput(ExitCode.FAILED.code());
    ReconcileImageCommand.all().forEach(spec -> image.addSubcommand(spec.name(), spec));
    return CommandGroup.of("reconcile", "Reconcile one object now.")
        .exitCodeOnInvalidInput(ExitCode.FAILED.code())
        .addSubcommand("image", image);
  }
}
