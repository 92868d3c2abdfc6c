package dev.freshet.cli.get;

import dev.freshet.cli.table.LabelQuery;
import dev.freshet.cli.table.RowQuery;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code get}: the flags its listings share, and where their rows come from. */
@Command(
    name = "get",
    description = "List objects and their status.",
    exitCodeOnInvalidInput = 1,
    subcommands = GetImagesCommand.class)
public final class GetCommand implements Runnable {
  private final Function<Path, StatusSnapshot> statuses;

  @Mixin private final StateOptions state = new StateOptions();

  @Option(
      names = {"-A", "--all-namespaces"},
      scope = ScopeType.INHERIT,
      description = "list the objects of all namespaces")
  private boolean allNamespaces;

  @Option(
      names = "--no-header",
      scope = ScopeType.INHERIT,
      description = "leave out the header line")
  private boolean withoutHeader;

  @Option(
      names = "--status-selector",
      paramLabel = "TYPE=STATUS",
      scope = ScopeType.INHERIT,
      description = "only objects with such a condition, e.g. ready=false or ready!=true")
  private @Nullable String statusSelector;

  @Option(
      names = {"-l", "--label-selector"},
      paramLabel = "SELECTOR",
      scope = ScopeType.INHERIT,
      defaultValue = "",
      description = "only objects with such labels, e.g. app=podinfo,tier!=db")
  private String labelSelector = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      defaultValue = "text",
      description = "text or json")
  private OutputFormat output = OutputFormat.TEXT;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** A listing that reads the statuses of a state folder in this way. */
  public GetCommand(Function<Path, StatusSnapshot> statuses) {
    this.statuses = statuses;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  StatusSnapshot snapshot() {
    return statuses.apply(state.directory());
  }

  RowQuery query(@Nullable String name) {
    String namespace = GlobalOptions.of(spec).namespace();
    return new RowQuery(
        allNamespaces ? Optional.empty() : Optional.of(namespace),
        Optional.ofNullable(name),
        LabelQuery.parse(labelSelector),
        Optional.ofNullable(statusSelector));
  }

  boolean withoutHeader() {
    return withoutHeader;
  }

  OutputFormat output() {
    return output;
  }
}
