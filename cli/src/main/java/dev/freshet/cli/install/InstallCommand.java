package dev.freshet.cli.install;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.cli.terminal.DurationConverter;
import dev.freshet.cli.terminal.GlobalOptions;
import dev.freshet.cli.terminal.KubeconfigOptions;
import dev.freshet.cli.terminal.Output;
import dev.freshet.cli.terminal.Version;
import dev.freshet.operator.install.Component;
import dev.freshet.operator.install.Components;
import dev.freshet.operator.install.InstallOptions;
import dev.freshet.operator.install.TargetCluster;
import dev.freshet.operator.server.ClusterOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code install}: the operator and its CRDs, as YAML or in a cluster. */
@Command(
    name = "install",
    description = "Install the operator and its CRDs in a cluster, or upgrade them.",
    exitCodeOnInvalidInput = 1)
public final class InstallCommand implements Runnable {
  @Option(names = "--export", description = "write the manifests to stdout and change nothing")
  private boolean export;

  @Option(
      names = "--force",
      description = "install although Flux's controllers work on the same objects")
  private boolean force;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m0s",
      converter = DurationConverter.class,
      description = "how long to wait until it runs (default: 5m0s)")
  private Duration timeout = Duration.ZERO;

  @Mixin private final InstallFlags flags = new InstallFlags();

  @Mixin private final KubeconfigOptions cluster = new KubeconfigOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    InstallOptions options = flags.in(GlobalOptions.of(spec).namespace());
    if (export) {
      print(options);
    } else {
      install(options);
    }
  }

  private void print(InstallOptions options) {
    Output out = Output.of(spec);
    out.print("---\n# freshet install --export, version %s\n".formatted(Version.OF_THIS_BUILD));
    out.print(Components.yaml(Components.of(options)));
  }

  private void install(InstallOptions options) {
    say("✚ generating manifests");
    List<Component> components = Components.of(options);
    say("✔ manifests build completed");
    var access = new ClusterOptions(cluster.kubeconfig(), cluster.context(), Version.OF_THIS_BUILD);
    try (TargetCluster target = TargetCluster.of(access)) {
      if (!force) {
        refuseRivals(target);
      }
      long start = System.nanoTime();
      say("► installing components in " + options.namespace() + " namespace");
      for (Component component : components) {
        String change = target.apply(component).name().toLowerCase(Locale.ROOT);
        Output.of(spec).printLine(component + " " + change);
      }
      say("◎ verifying installation");
      for (Component component : components) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        target.await(component, timeout.minus(elapsed));
        if (component.isRollout()) {
          say("✔ " + component.name() + ": deployment ready");
        }
      }
    }
    say("✔ install finished");
  }

  private static void refuseRivals(TargetCluster target) {
    List<String> rivals = target.rivals();
    if (!rivals.isEmpty()) {
      throw new ReasonedException(
          Reason.FAILED,
          "%s would work on the same objects: scale to zero what Freshet replaces, or use --force"
              .formatted(String.join(", ", rivals)));
    }
  }

  private void say(String line) {
    Output.of(spec).say(line);
  }
}
