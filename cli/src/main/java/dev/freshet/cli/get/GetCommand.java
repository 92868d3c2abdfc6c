package dev.freshet.cli.get;

import dev.freshet.cli.table.StatusSnapshot;
import dev.freshet.cli.terminal.CommandGroup;
import dev.freshet.cli.terminal.ExitCode;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** {@code get}: listings of objects and their status. */
public final class GetCommand {
  private GetCommand() {}

  /** Listings that read the statuses of a state folder in this way. */
  public static CommandSpec spec(Function<Path, StatusSnapshot> statuses) {
    var options = new GetOptions(statuses);
    CommandSpec get =
        CommandGroup.of("get", "List objects and their status.")
            .exitCodeOnInvalidInput(ExitCode.FAILED.code());
    options.addTo(get);
    return get.addSubcommand("images", GetImagesCommand.spec(options));
  }
}
