package dev.freshet.cli.operator;

import dev.freshet.api.LabelQuery;
import dev.freshet.cli.terminal.AddressRuleConverter;
import dev.freshet.cli.terminal.DurationConverter;
import dev.freshet.cli.terminal.KubeconfigOptions;
import dev.freshet.cli.terminal.Version;
import dev.freshet.core.Backoff;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.artifact.DigestAlgorithm;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.object.KnownObjects.CrossNamespaceRefs;
import dev.freshet.operator.FeatureGates;
import dev.freshet.operator.OperatorOptions;
import dev.freshet.operator.cache.Scope;
import dev.freshet.operator.leader.Identity;
import dev.freshet.operator.leader.LeaderOptions;
import dev.freshet.operator.log.LogEncoding;
import dev.freshet.operator.log.LogLevel;
import dev.freshet.operator.server.ClusterOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of Flux's controllers that mean something to the operator, with their defaults. */
final class OperatorFlags {
  private static final String LEASE = "freshet";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  @Mixin private final KubeconfigOptions cluster = new KubeconfigOptions();

  @Option(
      names = "--metrics-addr",
      paramLabel = "ADDRESS",
      defaultValue = "${env:METRICS_ADDR:-:8080}",
      description = "where metrics are served (default: $METRICS_ADDR or :8080)")
  private String metricsAddress = "";

  @Option(
      names = "--health-addr",
      paramLabel = "ADDRESS",
      defaultValue = "${env:HEALTH_ADDR:-:9440}",
      description = "where /healthz and /readyz are served (default: $HEALTH_ADDR or :9440)")
  private String healthAddress = "";

  @Option(
      names = "--events-addr",
      paramLabel = "URL",
      defaultValue = "${env:EVENTS_ADDR:-}",
      description = "where notifications are posted (default: $EVENTS_ADDR or nowhere)")
  private String eventsAddress = "";

  @Option(
      names = AddressRule.FLAG,
      paramLabel = AddressRuleConverter.LABEL,
      defaultValue = AddressRule.IN_CLUSTER,
      converter = AddressRuleConverter.class,
      description =
          "where requests for objects may not go: link-local, loopback, private, ranges, none"
              + " (default: link-local,loopback)")
  private AddressRule deniedAddresses = AddressRule.ALLOW_ALL;

  @Option(
      names = "--storage-path",
      paramLabel = "DIR",
      defaultValue = "${env:STORAGE_PATH:-/data}",
      description = "folder for tags, mirrors and artifacts (default: $STORAGE_PATH or /data)")
  private Path storagePath = Path.of("/data");

  @Option(
      names = DiskSize.FLAG,
      paramLabel = "SIZE",
      defaultValue = "9Gi",
      converter = DiskSizeConverter.class,
      description = "how much mirrors and artifacts take up at most (default: 9Gi)")
  private DiskSize storageSize = DiskSize.STANDARD;

  @Option(
      names = "--storage-addr",
      paramLabel = "ADDRESS",
      defaultValue = "${env:STORAGE_ADDRESS:-:9090}",
      description = "where artifacts are served (default: $STORAGE_ADDRESS or :9090)")
  private String storageAddress = "";

  @Option(
      names = "--storage-adv-addr",
      paramLabel = "HOST",
      defaultValue = "${env:STORAGE_ADV_ADDR:-}",
      description =
          "the host in the URLs of artifacts (default: $STORAGE_ADV_ADDR, else this host and the"
              + " port of --storage-addr)")
  private String storageAdvertised = "";

  @Option(
      names = "--artifact-retention-ttl",
      paramLabel = "DURATION",
      defaultValue = "1m",
      converter = DurationConverter.class,
      description = "how long an artifact is kept after a newer one (default: 1m)")
  private Duration retentionTtl = Duration.ZERO;

  @Option(
      names = "--artifact-retention-records",
      paramLabel = "N",
      defaultValue = "2",
      description = "how many artifacts of a source are kept at most (default: 2)")
  private int retentionRecords;

  @Option(
      names = "--artifact-digest-algo",
      paramLabel = "ALGORITHM",
      defaultValue = "sha256",
      description = "digest of artifacts: sha256, sha384 or sha512 (default: sha256)")
  private String digest = "";

  @Option(
      names = "--interval-jitter-percentage",
      paramLabel = "N",
      defaultValue = "5",
      description = "how far the intervals of sources are spread (default: 5)")
  private int intervalJitter;

  @Option(
      names = "--watch-all-namespaces",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "watch all namespaces; false watches $RUNTIME_NAMESPACE only (default: true)")
  private boolean watchAllNamespaces;

  @Option(
      names = "--watch-label-selector",
      paramLabel = "SELECTOR",
      defaultValue = "",
      description = "take care of the objects with these labels only, such as a shard's")
  private String watchLabelSelector = "";

  @Option(
      names = "--no-cross-namespace-refs",
      arity = "0..1",
      fallbackValue = "true",
      description = "refuse references to objects in other namespaces")
  private boolean noCrossNamespaceRefs;

  @Option(
      names = "--requeue-dependency",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "how soon an object looks again for another it waits for (default: 30s)")
  private Duration requeueDependency = Duration.ZERO;

  @Option(
      names = "--min-retry-delay",
      paramLabel = "DURATION",
      defaultValue = "750ms",
      converter = DurationConverter.class,
      description = "how soon a failed run is tried again (default: 750ms)")
  private Duration minRetryDelay = Duration.ZERO;

  @Option(
      names = "--max-retry-delay",
      paramLabel = "DURATION",
      defaultValue = "15m",
      converter = DurationConverter.class,
      description = "how late at most (default: 15m)")
  private Duration maxRetryDelay = Duration.ZERO;

  @Option(
      names = "--enable-leader-election",
      arity = "0..1",
      fallbackValue = "true",
      description = "work only while holding the Lease that other operators want too")
  private boolean leaderElection;

  @Option(
      names = "--leader-election-release-on-cancel",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "let others lead at once after a graceful stop (default: true)")
  private boolean leaderElectionRelease;

  @Option(
      names = "--leader-election-lease-duration",
      paramLabel = "DURATION",
      defaultValue = "35s",
      converter = DurationConverter.class,
      description = "how long others wait for a leader that is silent (default: 35s)")
  private Duration leaseDuration = Duration.ZERO;

  @Option(
      names = "--leader-election-renew-deadline",
      paramLabel = "DURATION",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "how long a leader tries to renew before it gives up (default: 30s)")
  private Duration renewDeadline = Duration.ZERO;

  @Option(
      names = "--leader-election-retry-period",
      paramLabel = "DURATION",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "the pause between renewals (default: 5s)")
  private Duration retryPeriod = Duration.ZERO;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "trace, debug, info or error (default: info)")
  private String logLevel = "";

  @Option(
      names = "--log-encoding",
      paramLabel = "ENCODING",
      defaultValue = "json",
      description = "json or console (default: json)")
  private String logEncoding = "";

  @Option(
      names = "--feature-gates",
      paramLabel = "NAME=BOOL,...",
      description = "Flux's feature gates; a name that is not one of them is refused")
  private List<String> featureGates = new ArrayList<>();

  @Option(
      names = "--default-service-account",
      paramLabel = "NAME",
      defaultValue = "",
      description = "goes with the gate ObjectLevelWorkloadIdentity only")
  private String defaultServiceAccount = "";

  LogLevel logLevel() {
    return LogLevel.parse(logLevel);
  }

  LogEncoding logEncoding() {
    return LogEncoding.parse(logEncoding);
  }

  /** All of them, checked; refuses what does not go together. */
  OperatorOptions options(String runtimeNamespace) {
    FeatureGates gates = FeatureGates.parse(String.join(",", featureGates));
    if (!defaultServiceAccount.isEmpty()
        && !gates.isOn(FeatureGates.Gate.OBJECT_LEVEL_WORKLOAD_IDENTITY)) {
      throw new InvalidInputException(
          "--default-service-account needs --feature-gates=ObjectLevelWorkloadIdentity=true");
    }
    return new OperatorOptions(
        new ClusterOptions(cluster.kubeconfig(), cluster.context(), Version.OF_THIS_BUILD),
        scope(runtimeNamespace),
        noCrossNamespaceRefs ? CrossNamespaceRefs.BLOCKED : CrossNamespaceRefs.ALLOWED,
        storagePath,
        storageSize,
        leaderElection ? Optional.of(election(runtimeNamespace)) : Optional.empty(),
        OperatorOptions.Endpoints.parse(metricsAddress, healthAddress, storageAddress),
        eventsAddress.isEmpty() ? Optional.empty() : Optional.of(url(eventsAddress)),
        deniedAddresses,
        new Backoff(minRetryDelay, maxRetryDelay),
        requeueDependency,
        new OperatorOptions.SourceOptions(
            storageAdvertised,
            retentionTtl,
            retentionRecords,
            DigestAlgorithm.parse(digest),
            intervalJitter));
  }

  private Scope scope(String runtimeNamespace) {
    return new Scope(
        watchAllNamespaces ? Optional.empty() : Optional.of(runtimeNamespace),
        LabelQuery.parse(watchLabelSelector));
  }

  private LeaderOptions election(String runtimeNamespace) {
    String lease =
        watchLabelSelector.isEmpty()
            ? LeaderOptions.leaseName(LEASE)
            : LeaderOptions.leaseName(LEASE, watchLabelSelector);
    return new LeaderOptions(
        new NamespacedName(runtimeNamespace, lease),
        Identity.ofThisProcess(),
        leaseDuration,
        renewDeadline,
        retryPeriod,
        leaderElectionRelease ? LeaderOptions.Release.ON_CLOSE : LeaderOptions.Release.NEVER);
  }

  private static URI url(String text) {
    try {
      URI address = new URI(text);
      if (address.getHost() != null && SCHEMES.contains(address.getScheme())) {
        return address;
      }
    } catch (URISyntaxException _) {
      // Refused like an address without a host.
    }
    throw new InvalidInputException("--events-addr: '%s' is not an HTTP URL".formatted(text));
  }
}
