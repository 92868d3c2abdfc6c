package dev.freshet.cli.get;

import dev.freshet.api.LabelQuery;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.cli.table.RowQuery;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.cli.terminal.CommandGroup;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** {@code get}: the flags its listings share, and where their rows come from. */
public final class GetCommand {
  private final Kinds kinds;
  private final BiFunction<Path, Kinds, StatusSnapshot> statuses;
  private final StateOptions state = new StateOptions();

  private final OptionSpec allNamespaces =
      OptionSpec.builder("-A", "--all-namespaces")
          .type(boolean.class)
          .scopeType(ScopeType.INHERIT)
          .defaultValue("false")
          .description("list the objects of all namespaces")
          .build();

  private final OptionSpec withoutHeader =
      OptionSpec.builder("--no-header")
          .type(boolean.class)
          .scopeType(ScopeType.INHERIT)
          .defaultValue("false")
          .description("leave out the header line")
          .build();

  private final OptionSpec statusSelector =
      OptionSpec.builder("--status-selector")
          .type(String.class)
          .paramLabel("TYPE=STATUS")
          .scopeType(ScopeType.INHERIT)
          .description("only objects with such a condition, e.g. ready=false or ready!=true")
          .build();

  private final OptionSpec labelSelector =
      OptionSpec.builder("-l", "--label-selector")
          .type(String.class)
          .paramLabel("SELECTOR")
          .scopeType(ScopeType.INHERIT)
          .defaultValue("")
          .description("only objects with such labels, e.g. app=podinfo,tier!=db")
          .build();

  private final OptionSpec output = OutputFormat.option();

  private GetCommand(Kinds kinds, BiFunction<Path, Kinds, StatusSnapshot> statuses) {
    this.kinds = kinds;
    this.statuses = statuses;
  }

  /** Listings of these kinds, which read the statuses of a state folder in this way. */
  public static CommandSpec spec(
      Kinds kinds, BiFunction<Path, Kinds, StatusSnapshot> statuses) {
    var get = new GetCommand(kinds, statuses);
    CommandSpec spec =
        CommandGroup.of("get", "List objects and their status.")
            .exitCodeOnInvalidInput(ExitCode.FAILED.code())
            .addOption(get.state.option())
            .addOption(get.allNamespaces)
            .addOption(get.withoutHeader)
            .addOption(get.statusSelector)
            .addOption(get.labelSelector)
            .addOption(get.output);
    families(kinds)
        .forEach((family, members) ->
            spec.addSubcommand(family + "s", GetObjectsCommand.spec(get, family, members)));
    return spec;
  }

  /** The kinds by the word that the command line has for several of them, in their order. */
  private static Map<String, List<Kind<?, ?>>> families(Kinds kinds) {
    Map<String, List<Kind<?, ?>>> families = new LinkedHashMap<>();
    for (Kind<?, ?> kind : kinds.reconciled()) {
      families.computeIfAbsent(kind.listing().family(), _ -> new ArrayList<>()).add(kind);
    }
    return families;
  }

  StatusSnapshot snapshot() {
    return statuses.apply(state.directory(), kinds);
  }

  /** The rows that the command line asks for; {@code command} is the part that was executed. */
  RowQuery query(CommandSpec command, @Nullable String name) {
    String namespace = GlobalOptions.of(command).namespace();
    return new RowQuery(
        allNamespaces.<Boolean>getValue() ? Optional.empty() : Optional.of(namespace),
        Optional.ofNullable(name),
        LabelQuery.parse(labelSelector.getValue()),
        Optional.ofNullable(statusSelector.getValue()));
  }

  boolean withoutHeader() {
    return withoutHeader.getValue();
  }

  OutputFormat output() {
    return output.getValue();
  }
}
