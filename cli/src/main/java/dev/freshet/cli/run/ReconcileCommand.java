package dev.freshet.cli.run;

import dev.freshet.api.kind.Kind;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.cli.terminal.CommandGroup;
import dev.freshet.cli.terminal.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconcile}: asks a running process to work on one object now. */
public final class ReconcileCommand {
  private ReconcileCommand() {}

  public static CommandSpec spec(Kinds kinds) {
    CommandSpec reconcile =
        CommandGroup.of("reconcile", "Reconcile one object now.")
            .exitCodeOnInvalidInput(ExitCode.FAILED.code());
    for (Kind<?, ?> kind : kinds.reconciled()) {
      String family = kind.listing().family();
      if (!reconcile.subcommands().containsKey(family)) {
        reconcile.addSubcommand(
            family,
            CommandGroup.of(family, "Reconcile one %s object now.".formatted(family))
                .exitCodeOnInvalidInput(ExitCode.FAILED.code()));
      }
      CommandSpec one = ReconcileObjectCommand.of(kind);
      reconcile.subcommands().get(family).getCommandSpec().addSubcommand(one.name(), one);
    }
    return reconcile;
  }
}
