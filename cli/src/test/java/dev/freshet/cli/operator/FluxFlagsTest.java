package dev.freshet.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.freshet.cli.Main;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The arguments of installations of Flux's three controllers start Freshet's one. */
class FluxFlagsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--metrics-addr=:8080",
        "--health-addr=:9440",
        "--events-addr=",
        "--concurrent=4",
        "--kube-api-qps=50",
        "--kube-api-burst=300",
        "--log-encoding=json",
        "--log-level=info",
        "--enable-leader-election=false",
        "--leader-election-release-on-cancel=true",
        "--leader-election-lease-duration=35s",
        "--leader-election-renew-deadline=30s",
        "--leader-election-retry-period=5s",
        "--no-cross-namespace-refs=false",
        "--min-retry-delay=750ms",
        "--max-retry-delay=15m",
        "--feature-gates=",
        "--watch-all-namespaces=true",
        "--watch-label-selector=",
        "--watch-configs-label-selector=reconcile.fluxcd.io/watch=Enabled",
        "--token-cache-max-size=100",
        "--token-cache-max-duration=1h",
        "--default-service-account=",
      })
  void ofAllControllers(String flag) {
    assertThatItIsTaken(flag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--storage-path=/data",
        "--storage-value-log-file-size=268435456",
        "--storage-compression-threshold=64",
        "--gc-interval=10",
        "--requeue-dependency=30s",
        "--feature-gates=CacheSecretsAndConfigMaps=false,ObjectLevelWorkloadIdentity=false,FluxStorage=false",
      })
  void ofTheImageReflectorController(String flag) {
    assertThatItIsTaken(flag);
  }

  /** Today's controllers have a field of the ImageRepository instead. */
  @ParameterizedTest
  @ValueSource(
      strings = {"--aws-autologin-for-ecr", "--azure-autologin-for-acr", "--gcp-autologin-for-gcr"})
  void ofTheImageReflectorControllerOfTheGuide(String flag) {
    assertThatItIsTaken(flag);
    assertThatItIsTaken(flag + "=true");
    assertThatItIsTaken(flag + "=false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ssh-kex-algos=",
        "--ssh-hostkey-algos=",
        "--feature-gates=GitForcePushBranch=true,GitShallowClone=true,GitAllBranchReferences=true,GitSparseCheckout=false",
      })
  void ofTheImageAutomationController(String flag) {
    assertThatItIsTaken(flag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--storage-path=/data",
        "--storage-addr=:9090",
        "--storage-adv-addr=source-controller.flux-system.svc.cluster.local.",
        "--artifact-retention-ttl=1m",
        "--artifact-retention-records=2",
        "--artifact-digest-algo=sha256",
        "--concurrent=2",
        "--requeue-dependency=30s",
        "--interval-jitter-percentage=5",
        "--feature-gates=OptimizedGitClones=true",
        "--helm-cache-max-size=10",
        "--helm-cache-ttl=60m",
        "--helm-cache-purge-interval=5m",
        "--helm-index-max-size=52428800",
        "--helm-chart-max-size=10485760",
        "--helm-chart-file-max-size=5242880",
      })
  void ofTheSourceController(String flag) {
    assertThatItIsTaken(flag);
  }

  @Test
  void theArgumentsThatFluxInstallWrites() {
    assertThatItIsTaken(
        "--events-addr=http://notification-controller.flux-system.svc.cluster.local./",
        "--watch-all-namespaces=true",
        "--log-level=info",
        "--log-encoding=json",
        "--enable-leader-election",
        "--storage-path=/data",
        "--storage-adv-addr=source-controller.flux-system.svc.cluster.local.");
  }

  private static void assertThatItIsTaken(String... flags) {
    String[] arguments =
        Stream.concat(Stream.of("operator"), Stream.of(flags)).toArray(String[]::new);
    assertThat(Main.commandLine().parseArgs(arguments).subcommand().unmatched()).isEmpty();

    var meant = new OperatorFlags();
    CommandLine all = new CommandLine(meant);
    all.addMixin("accepted", new AcceptedFlags());
    all.parseArgs(flags);
    assertThatCode(() -> meant.options("flux-system")).doesNotThrowAnyException();
  }
}
