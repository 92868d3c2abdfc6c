package dev.freshet.cli.run;

import dev.freshet.api.kind.Kind;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.cli.terminal.CommandGroup;
import dev.freshet.cli.terminal.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconcile}: asks a running process to work on one object now. */
public final class ReconcileCommand {
  private ReconcileCommand() {}

  public static CommandSpec spec(Kinds kinds) {
    CommandSpec reconcile =
        CommandGroup.of("reconcile", "Reconcile one object now.")
            .exitCodeOnInvalidInput(ExitCode.FAILED.code());
    Map<String, CommandSpec> families = new LinkedHashMap<>();
    for (Kind<?, ?> kind : kinds.reconciled()) {
      CommandSpec one = ReconcileObjectCommand.of(kind);
      families
          .computeIfAbsent(kind.listing().family(), ReconcileCommand::family)
          .addSubcommand(one.name(), one);
    }
    families.forEach(reconcile::addSubcommand);
    return reconcile;
  }

  private static CommandSpec family(String name) {
    return CommandGroup.of(name, "Reconcile one %s object now.".formatted(name))
        .exitCodeOnInvalidInput(ExitCode.FAILED.code());
  }
}
