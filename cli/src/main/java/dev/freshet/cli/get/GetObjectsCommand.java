package dev.freshet.cli.get;

import dev.freshet.api.kind.Kind;
import dev.freshet.cli.table.ObjectRow;
import dev.freshet.cli.table.RowQuery;
import dev.freshet.cli.table.RowQuery.Naming;
import dev.freshet.cli.table.RowsJson;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.cli.table.Table;
import dev.freshet.cli.terminal.CommandGroup;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.Output;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.core.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code get images} and the like: a listing for each kind, and all of them together. */
final class GetObjectsCommand implements Callable<Integer> {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private final PositionalParamSpec name =
      PositionalParamSpec.builder()
          .type(String.class)
          .index("0")
          .arity("0..1")
          .paramLabel("NAME")
          .build();

  private final GetOptions get;
  private final List<Kind<?, ?>> kinds;

  private GetObjectsCommand(GetOptions get, List<Kind<?, ?>> kinds) {
    this.get = get;
    this.kinds = kinds;
  }

  static CommandSpec spec(GetOptions get, String family, List<Kind<?, ?>> kinds) {
    CommandSpec objects =
        CommandGroup.of(family + "s", "List %s objects and their status.".formatted(family))
            .aliases(family)
            .exitCodeOnInvalidInput(ExitCode.FAILED.code());
    for (Kind<?, ?> kind : kinds) {
      add(
          objects,
          kind.listing().noun(),
          "List %s objects.".formatted(kind.name()),
          new GetObjectsCommand(get, List.of(kind)));
    }
    add(
        objects,
        "all",
        "List objects of all %s kinds.".formatted(family),
        new GetObjectsCommand(get, kinds));
    return objects;
  }

  private static void add(
      CommandSpec objects, String name, String description, GetObjectsCommand command) {
    command
        .spec
        .name(name)
        .exitCodeOnInvalidInput(ExitCode.FAILED.code())
        .addPositional(command.name)
        .usageMessage()
        .description(description);
    objects.addSubcommand(name, command.spec);
  }

  @Override
  public Integer call() {
    RowQuery query = get.query(spec, name.getValue());
    StatusSnapshot snapshot = get.snapshot();
    print(kinds.size() == 1 ? one(kinds.getFirst(), query, snapshot) : all(query, snapshot));
    return ExitCode.DONE.code();
  }

  private List<ObjectRow> one(Kind<?, ?> kind, RowQuery query, StatusSnapshot snapshot) {
    List<ObjectRow> rows = query.withStatus(query.findSome(kind, snapshot));
    print(query.table(kind, rows, Naming.PLAIN), "");
    return rows;
  }

  private List<ObjectRow> all(RowQuery query, StatusSnapshot snapshot) {
    List<ObjectRow> listed = new ArrayList<>();
    for (Kind<?, ?> kind : kinds) {
      try {
        List<ObjectRow> found = query.find(kind, snapshot);
        if (!found.isEmpty()) {
          List<ObjectRow> rows = query.withStatus(found);
          listed.addAll(rows);
          print(query.table(kind, rows, Naming.QUALIFIED), "\n");
        }
      } catch (InvalidInputException refused) {
        // As with flux: one kind that has no such object does not fail the listing.
        output().say("✗ " + refused.getMessage());
      }
    }
    return listed;
  }

  private void print(Table table, String end) {
    if (get.output() == OutputFormat.TEXT) {
      output().print((get.withoutHeader() ? table.textWithoutHeader() : table.text()) + end);
    }
  }

  private void print(List<ObjectRow> rows) {
    if (get.output() == OutputFormat.JSON) {
      output().printPretty(RowsJson.of(rows));
    }
  }

  private Output output() {
    return Output.of(spec);
  }
}
