package dev.freshet.cli.terminal;

import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** What every command is told, wherever the flags stand on the command line. */
public record GlobalOptions(String namespace) {
  private static final String NAMESPACE = "--namespace";

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /** Gives the flags to the root command, and by it to all commands. */
  public static void addTo(CommandSpec root) {
    root.addOption(
        OptionSpec.builder("-n", NAMESPACE)
            .type(String.class)
            .paramLabel("NAMESPACE")
            .scopeType(ScopeType.INHERIT)
            .defaultValue("${env:FLUX_SYSTEM_NAMESPACE:-flux-system}")
            .description(
                "namespace of the objects (default: $FLUX_SYSTEM_NAMESPACE or flux-system)")
            .build());
    root.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .description("show this help and exit")
            .build());
  }

  /** The options given to the command line that {@code command} is a part of. */
  public static GlobalOptions of(CommandSpec command) {
    return new GlobalOptions(command.root().findOption(NAMESPACE).getValue());
  }

  /** Refuses what no object can be in. */
  public void requireValidFor(CommandLine command) {
    if (!DNS_LABEL.matcher(namespace).matches()) {
      throw new ParameterException(
          command, "namespace must be a valid DNS label: \"%s\"".formatted(namespace));
    }
  }
}
