package dev.freshet.cli;

import dev.freshet.cli.terminal.ErrorText;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.Version;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code freshet} itself: what it is for, and the commands it has. */
@Command(
    name = "freshet",
    description = "Image updates to Git: scan registries, pick tags, edit manifests, commit, push.",
    versionProvider = FreshetCommand.VersionLine.class,
    exitCodeOnInvalidInput = 1)
public final class FreshetCommand implements Runnable {
  @SuppressWarnings("UnusedVariable") // found by its name, from any command
  @Mixin(name = GlobalOptions.MIXIN)
  private final GlobalOptions options = new GlobalOptions();

  @Option(
      names = {"-v", "--version"},
      versionHelp = true,
      description = "print the version and exit")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean versionRequested;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** What {@code --version} prints. */
  static final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"freshet version " + Version.OF_THIS_BUILD};
    }
  }

  /** This command over others, ready to execute; failures become one line and an exit code. */
  public static CommandLine over(Object... commands) {
    CommandLine commandLine = new CommandLine(new FreshetCommand());
    Stream.of(commands).forEach(commandLine::addSubcommand);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionStrategy(FreshetCommand::execute);
    commandLine.setParameterExceptionHandler((refused, _) -> {
      refused.getCommandLine().getErr().println("✗ " + ErrorText.of(refused));
      return ExitCode.of(refused);
    });
    commandLine.setExecutionExceptionHandler((failure, command, _) -> {
      command.getErr().println("✗ " + ErrorText.of(failure));
      return ExitCode.of(failure);
    });
    return commandLine;
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
