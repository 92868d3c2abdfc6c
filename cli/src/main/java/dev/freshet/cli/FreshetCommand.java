package dev.freshet.cli;

import dev.freshet.cli.terminal.CommandGroup;
import dev.freshet.cli.terminal.ErrorText;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.Output;
import dev.freshet.cli.terminal.Version;
import dev.freshet.engine.work.OutOfMemory;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code freshet} itself: what it is for, and the commands it has. */
public final class FreshetCommand {
  private FreshetCommand() {}

  /** This command over others, ready to execute; failures become one line and an exit code. */
  public static CommandLine over(CommandSpec... commands) {
    CommandLine commandLine = new CommandLine(spec());
    Stream.of(commands).forEach(commandLine::addSubcommand);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    // As Flux's flags: what stands last counts, so arguments can be added to others.
    commandLine.setOverwrittenOptionsAllowed(true);
    commandLine.setExecutionStrategy(FreshetCommand::execute);
    commandLine.setParameterExceptionHandler((refused, _) -> {
      fail(refused.getCommandLine(), refused);
      return ExitCode.of(refused);
    });
    commandLine.setExecutionExceptionHandler((failure, command, _) -> {
      OutOfMemory.endOn(failure);
      fail(command, failure);
      return ExitCode.of(failure);
    });
    return commandLine;
  }

  static void fail(CommandLine command, Throwable failure) {
    Output.of(command.getCommandSpec()).say("✗ " + ErrorText.of(failure));
  }

  private static CommandSpec spec() {
    CommandSpec spec =
        CommandGroup.of(
            "freshet",
            "Image updates to Git: scan registries, pick tags, edit manifests, commit, push.");
    GlobalOptions.addTo(spec);
    return spec.exitCodeOnInvalidInput(ExitCode.FAILED.code())
        .versionProvider(() -> new String[] {"freshet version " + Version.OF_THIS_BUILD})
        .addOption(
            OptionSpec.builder("-v", "--version")
                .type(boolean.class)
                .versionHelp(true)
                .description("print the version and exit")
                .build());
  }

  private static int execute(ParseResult parsed) {
    if (CommandLine.printHelpIfRequested(parsed)) {
      return ExitCode.DONE.code();
    }
    CommandLine last = parsed.asCommandLineList().getLast();
    GlobalOptions.of(last.getCommandSpec()).requireValidFor(last);
    return new CommandLine.RunLast().execute(parsed);
  }
}
