package dev.freshet.cli.terminal;

import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The flags every command takes, wherever they stand on the command line. */
public final class GlobalOptions {
  /** The name of the root command's mixin that these options are. */
  public static final String MIXIN = "global";

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      scope = ScopeType.INHERIT,
      defaultValue = "${env:FLUX_SYSTEM_NAMESPACE:-flux-system}",
      description = "namespace of the objects (default: $FLUX_SYSTEM_NAMESPACE or flux-system)")
  private String namespace = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "show this help and exit")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean helpRequested;

  /** The options given to the command line that {@code command} is a part of. */
  public static GlobalOptions of(CommandSpec command) {
    CommandSpec mixin =
        Objects.requireNonNull(command.root().mixins().get(MIXIN), "the root command has them");
    return (GlobalOptions) mixin.userObject();
  }

  public String namespace() {
    return namespace;
  }

  /** Refuses what no object can be in. */
  public void requireValidFor(CommandLine command) {
    if (!DNS_LABEL.matcher(namespace).matches()) {
      throw new ParameterException(
          command, "namespace must be a valid DNS label: \"%s\"".formatted(namespace));
    }
  }
}
