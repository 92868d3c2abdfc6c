package dev.freshet.cli.get;

import dev.freshet.api.LabelQuery;
import dev.freshet.cli.table.RowQuery;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.cli.terminal.StateOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The flags that the listings share, and where their rows come from. */
final class GetOptions {
  private final Function<Path, StatusSnapshot> statuses;
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

  GetOptions(Function<Path, StatusSnapshot> statuses) {
    this.statuses = statuses;
  }

  /** Where they can be given: at {@code get}, and all that follows. */
  void addTo(CommandSpec spec) {
    spec.addOption(state.option())
        .addOption(allNamespaces)
        .addOption(withoutHeader)
        .addOption(statusSelector)
        .addOption(labelSelector)
        .addOption(output);
  }

  StatusSnapshot snapshot() {
    return statuses.apply(state.directory());
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
