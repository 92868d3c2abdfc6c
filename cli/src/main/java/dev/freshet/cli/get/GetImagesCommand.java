package dev.freshet.cli.get;

import dev.freshet.cli.table.ImageKind;
import dev.freshet.cli.table.ObjectRow;
import dev.freshet.cli.table.RowQuery;
import dev.freshet.cli.table.RowQuery.Naming;
import dev.freshet.cli.table.RowsJson;
import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.cli.table.Table;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.OutputFormat;
import dev.freshet.core.InvalidInputException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code get images}: one listing per image kind, and all of them together. */
@Command(
    name = "images",
    aliases = "image",
    description = "List image objects and their status.",
    exitCodeOnInvalidInput = 1)
final class GetImagesCommand implements Runnable {
  @ParentCommand private @Nullable GetCommand get;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "repository",
      description = "List ImageRepository objects.",
      exitCodeOnInvalidInput = 1)
  int repository(@Parameters(arity = "0..1", paramLabel = "NAME") @Nullable String name) {
    return list(ImageKind.REPOSITORY, name);
  }

  @Command(name = "policy", description = "List ImagePolicy objects.", exitCodeOnInvalidInput = 1)
  int policy(@Parameters(arity = "0..1", paramLabel = "NAME") @Nullable String name) {
    return list(ImageKind.POLICY, name);
  }

  @Command(
      name = "update",
      description = "List ImageUpdateAutomation objects.",
      exitCodeOnInvalidInput = 1)
  int update(@Parameters(arity = "0..1", paramLabel = "NAME") @Nullable String name) {
    return list(ImageKind.UPDATE, name);
  }

  @Command(
      name = "all",
      description = "List objects of all image kinds.",
      exitCodeOnInvalidInput = 1)
  int all(@Parameters(arity = "0..1", paramLabel = "NAME") @Nullable String name) {
    StatusSnapshot snapshot = get().snapshot();
    RowQuery query = get().query(name);
    List<ObjectRow> listed = new ArrayList<>();
    for (ImageKind kind : ImageKind.values()) {
      try {
        List<ObjectRow> found = query.find(kind, snapshot);
        if (!found.isEmpty()) {
          List<ObjectRow> rows = query.withStatus(found);
          listed.addAll(rows);
          print(query.table(kind, rows, Naming.QUALIFIED), "\n");
        }
      } catch (InvalidInputException refused) {
        // As with flux: one kind that has no such object does not fail the listing.
        spec.commandLine().getErr().println("✗ " + refused.getMessage());
      }
    }
    print(listed);
    return ExitCode.DONE.code();
  }

  private int list(ImageKind kind, @Nullable String name) {
    RowQuery query = get().query(name);
    List<ObjectRow> rows = query.withStatus(query.findSome(kind, get().snapshot()));
    print(query.table(kind, rows, Naming.PLAIN), "");
    print(rows);
    return ExitCode.DONE.code();
  }

  private void print(Table table, String end) {
    if (get().output() == OutputFormat.TEXT) {
      out().print((get().withoutHeader() ? table.textWithoutHeader() : table.text()) + end);
      out().flush();
    }
  }

  private void print(List<ObjectRow> rows) {
    if (get().output() == OutputFormat.JSON) {
      out().println(RowsJson.of(rows).toPrettyString());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private GetCommand get() {
    return java.util.Objects.requireNonNull(get, "picocli sets it before it runs a command");
  }
}
