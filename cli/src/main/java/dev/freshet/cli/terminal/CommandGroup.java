package dev.freshet.cli.terminal;

import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that only has others below it; alone, it prints its usage.
 *
 * <p>Commands describe themselves in code: reading annotations would take longer than everything
 * else a short command does.
 */
public final class CommandGroup implements Runnable {
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private CommandGroup() {}

  public static CommandSpec of(String name, String description) {
    CommandSpec spec = new CommandGroup().spec;
    spec.name(name).usageMessage().description(description);
    return spec;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
