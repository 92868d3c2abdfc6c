package dev.freshet.cli.install;

import dev.freshet.operator.install.InstallOptions;
import dev.freshet.operator.log.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code install} that change what is installed. */
final class InstallFlags {
  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "container image of the operator (default: that of this version)")
  private @Nullable String image;

  @Option(
      names = "--image-pull-secret",
      paramLabel = "NAME",
      description = "Secret the image is pulled with, in the operator's namespace")
  private @Nullable String imagePullSecret;

  @Option(
      names = "--watch-all-namespaces",
      paramLabel = "BOOL",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "work on the objects of all namespaces (default: true)")
  private boolean watchAllNamespaces;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "trace, debug, info or error (default: info)")
  private String logLevel = "";

  @Option(
      names = "--network-policy",
      paramLabel = "BOOL",
      arity = "0..1",
      defaultValue = "true",
      fallbackValue = "true",
      description = "restrict who may reach the operator (default: true)")
  private boolean networkPolicy;

  @Option(
      names = "--cluster-domain",
      paramLabel = "DOMAIN",
      defaultValue = "cluster.local",
      description = "domain of the cluster's Services (default: cluster.local)")
  private String clusterDomain = "";

  @Option(
      names = "--toleration-keys",
      paramLabel = "KEY",
      split = ",",
      description = "taints of nodes that are accepted")
  private List<String> tolerationKeys = new ArrayList<>();

  /** The same as values; refuses what is none. */
  InstallOptions in(String namespace) {
    return new InstallOptions(
        namespace,
        Optional.ofNullable(image),
        Optional.ofNullable(imagePullSecret),
        watchAllNamespaces
            ? InstallOptions.Watch.ALL_NAMESPACES
            : InstallOptions.Watch.OWN_NAMESPACE,
        LogLevel.parse(logLevel),
        networkPolicy
            ? InstallOptions.NetworkPolicy.INCLUDED
            : InstallOptions.NetworkPolicy.LEFT_OUT,
        clusterDomain,
        tolerationKeys);
  }
}
