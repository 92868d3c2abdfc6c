package dev.freshet.cli.get;

import dev.freshet.api.kind.Kind;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.cli.terminal.CommandGroup;
import dev.freshet.cli.terminal.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;

/** {@code get}: listings of objects and their status. */
public final class GetCommand {
  private GetCommand() {}

  /** Listings of these kinds, which read the statuses of a state folder in this way. */
  public static CommandSpec spec(Kinds kinds, BiFunction<Path, Kinds, StatusSnapshot> statuses) {
    var options = new GetOptions(folder -> statuses.apply(folder, kinds));
    CommandSpec get =
        CommandGroup.of("get", "List objects and their status.")
            .exitCodeOnInvalidInput(ExitCode.FAILED.code());
    options.addTo(get);
    families(kinds)
        .forEach((family, members) ->
            get.addSubcommand(family + "s", GetObjectsCommand.spec(options, family, members)));
    return get;
  }

  /** The kinds by the word that the command line has for several of them, in their order. */
  private static Map<String, List<Kind<?, ?>>> families(Kinds kinds) {
    Map<String, List<Kind<?, ?>>> families = new LinkedHashMap<>();
    for (Kind<?, ?> kind : kinds.reconciled()) {
      families.computeIfAbsent(kind.listing().family(), _ -> new ArrayList<>()).add(kind);
    }
    return families;
  }
}
