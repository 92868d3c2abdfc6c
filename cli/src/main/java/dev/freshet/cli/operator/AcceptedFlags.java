package dev.freshet.cli.operator;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * Flags of Flux's controllers that change nothing here, taken so that an installation's arguments
 * work as they are. {@code docs/operator.md} says why each is not needed.
 */
@SuppressWarnings("UnusedVariable") // that is what they are
final class AcceptedFlags {
  @Option(names = "--concurrent", hidden = true)
  private int concurrent;

  @Option(names = "--kube-api-qps", hidden = true)
  private float kubeApiQps;

  @Option(names = "--kube-api-burst", hidden = true)
  private int kubeApiBurst;

  @Option(names = "--token-cache-max-size", hidden = true)
  private int tokenCacheMaxSize;

  @Option(names = "--token-cache-max-duration", hidden = true)
  private String tokenCacheMaxDuration = "";

  @Option(names = "--storage-value-log-file-size", hidden = true)
  private long storageValueLogFileSize;

  @Option(names = "--storage-compression-threshold", hidden = true)
  private int storageCompressionThreshold;

  @Option(names = "--gc-interval", hidden = true)
  private int gcInterval;

  @Option(names = "--watch-configs-label-selector", hidden = true)
  private String watchConfigsLabelSelector = "";

  @Option(names = "--ssh-kex-algos", hidden = true)
  private String sshKexAlgos = "";

  @Option(names = "--ssh-hostkey-algos", hidden = true)
  private String sshHostKeyAlgos = "";

  @Option(names = "--requeue-interval", hidden = true)
  private String requeueInterval = "";

  @Option(
      names = {
        "--helm-cache-max-size",
        "--helm-cache-ttl",
        "--helm-cache-purge-interval",
        "--helm-index-max-size",
        "--helm-chart-max-size",
        "--helm-chart-file-max-size"
      },
      hidden = true)
  private String helm = "";

  @Option(names = "--aws-autologin-for-ecr", hidden = true, arity = "0..1", fallbackValue = "true")
  private boolean awsAutologin;

  @Option(names = "--gcp-autologin-for-gcr", hidden = true, arity = "0..1", fallbackValue = "true")
  private boolean gcpAutologin;

  @Option(
      names = "--azure-autologin-for-acr",
      hidden = true,
      arity = "0..1",
      fallbackValue = "true")
  private boolean azureAutologin;

  /** What somebody relies on who sets them, and does not get yet. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (awsAutologin || gcpAutologin || azureAutologin) {
      warnings.add(
          "logging in to cloud registries is not there yet: the autologin flags have no effect, use"
              + " a secretRef");
    }
    if (!sshKexAlgos.isEmpty() || !sshHostKeyAlgos.isEmpty()) {
      warnings.add("git over ssh:// is not there yet: the ssh flags have no effect");
    }
    return warnings;
  }
}
