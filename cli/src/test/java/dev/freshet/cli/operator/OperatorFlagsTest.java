package dev.freshet.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.LabelQuery;
import dev.freshet.cli.FreshetCommand;
import dev.freshet.cli.Main;
import dev.freshet.cli.terminal.ExitCode;
import dev.freshet.core.Backoff;
import dev.freshet.engine.artifact.DigestAlgorithm;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.object.KnownObjects.CrossNamespaceRefs;
import dev.freshet.engine.queue.RunQueue;
import dev.freshet.operator.OperatorOptions;
import dev.freshet.operator.leader.LeaderOptions;
import dev.freshet.operator.log.LogEncoding;
import dev.freshet.operator.log.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

class OperatorFlagsTest {
  private static final String NAMESPACE = "flux-system";

  @Command(name = "operator")
  private static final class Flags {
    @Mixin private final OperatorFlags meant = new OperatorFlags();
    @Mixin private final AcceptedFlags accepted = new AcceptedFlags();
  }

  @Test
  void withoutFlagsTheDefaultsAreFluxs() {
    OperatorFlags flags = parse().meant;
    OperatorOptions options = flags.options(NAMESPACE);

    assertThat(options.cluster().kubeconfig()).isEmpty();
    assertThat(options.cluster().context()).isEmpty();
    assertThat(options.scope().namespace()).isEmpty();
    assertThat(options.scope().selector()).isEqualTo(LabelQuery.ALL);
    assertThat(options.crossNamespaceRefs()).isEqualTo(CrossNamespaceRefs.ALLOWED);
    assertThat(options.storage()).isEqualTo(Path.of("/data"));
    assertThat(options.storageSize()).isEqualTo(new DiskSize(9L << 30));
    assertThat(options.election()).isEmpty();
    assertThat(options.endpoints())
        .isEqualTo(OperatorOptions.Endpoints.parse(":8080", ":9440", ":9090"));
    assertThat(options.events()).isEmpty();
    assertThat(options.addresses()).hasToString("link-local,loopback");
    assertThat(options.backoff()).isEqualTo(RunQueue.RETRIES);
    assertThat(options.requeueDependency()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.sources())
        .isEqualTo(
            new OperatorOptions.SourceOptions(
                "", Duration.ofMinutes(1), 2, DigestAlgorithm.SHA256, 5));
    assertThat(flags.logLevel()).isEqualTo(LogLevel.INFO);
    assertThat(flags.logEncoding()).isEqualTo(LogEncoding.JSON);
  }

  @Test
  void whatIsWrittenOutCounts() {
    OperatorFlags flags =
        parse(
                "--kubeconfig=/home/me/config",
                "--context=here",
                "--metrics-addr=127.0.0.1:18080",
                "--health-addr=0",
                "--events-addr=http://notification-controller.flux-system.svc.cluster.local./",
                "--denied-addresses=private, 192.0.2.0/24",
                "--storage-path=/var/lib/freshet",
                "--storage-size=500Mi",
                "--storage-addr=[::1]:19090",
                "--storage-adv-addr=source-controller.flux-system.svc.cluster.local.",
                "--artifact-retention-ttl=90s",
                "--artifact-retention-records=3",
                "--artifact-digest-algo=sha512",
                "--interval-jitter-percentage=0",
                "--watch-all-namespaces=false",
                "--watch-label-selector=sharding.fluxcd.io/key=shard1",
                "--no-cross-namespace-refs",
                "--requeue-dependency=5s",
                "--min-retry-delay=1s500ms",
                "--max-retry-delay=1h",
                "--log-level=trace",
                "--log-encoding=console")
            .meant;
    OperatorOptions options = flags.options(NAMESPACE);

    assertThat(options.cluster().kubeconfig()).contains(Path.of("/home/me/config"));
    assertThat(options.cluster().context()).contains("here");
    assertThat(options.scope().namespace()).contains(NAMESPACE);
    assertThat(options.scope().selector().accepts(Map.of("sharding.fluxcd.io/key", "shard1")))
        .isTrue();
    assertThat(options.scope().selector().accepts(Map.of())).isFalse();
    assertThat(options.crossNamespaceRefs()).isEqualTo(CrossNamespaceRefs.BLOCKED);
    assertThat(options.storage()).isEqualTo(Path.of("/var/lib/freshet"));
    assertThat(options.storageSize()).isEqualTo(new DiskSize(500L << 20));
    assertThat(options.endpoints())
        .isEqualTo(OperatorOptions.Endpoints.parse("127.0.0.1:18080", "", "[::1]:19090"));
    assertThat(options.events())
        .contains(URI.create("http://notification-controller.flux-system.svc.cluster.local./"));
    assertThat(options.addresses()).hasToString("private,192.0.2.0/24");
    assertThat(options.backoff())
        .isEqualTo(new Backoff(Duration.ofMillis(1500), Duration.ofHours(1)));
    assertThat(options.requeueDependency()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.sources())
        .isEqualTo(
            new OperatorOptions.SourceOptions(
                "source-controller.flux-system.svc.cluster.local.",
                Duration.ofSeconds(90),
                3,
                DigestAlgorithm.SHA512,
                0));
    assertThat(flags.logLevel()).isEqualTo(LogLevel.TRACE);
    assertThat(flags.logEncoding()).isEqualTo(LogEncoding.CONSOLE);
  }

  @ParameterizedTest
  @CsvSource({
    "--enable-leader-election, true",
    "--enable-leader-election=true, true",
    "--enable-leader-election=false, false",
  })
  void aBooleanIsOnByItsNameAndWhatItSaysOtherwise(String flag, boolean elected) {
    assertThat(parse(flag).meant.options(NAMESPACE).election().isPresent()).isEqualTo(elected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--watch-all-namespaces", "--watch-all-namespaces=true"})
  void aBooleanThatIsOnAnywayMayBeNamed(String flag) {
    assertThat(parse(flag).meant.options(NAMESPACE).scope().namespace()).isEmpty();
  }

  /** Patches of a Deployment add to its arguments. */
  @Test
  void aFlagThatIsGivenAgainCountsAsItStandsLast() {
    OperatorFlags flags =
        parse(
                "--log-level=info",
                "--watch-all-namespaces=true",
                "--enable-leader-election",
                "--min-retry-delay=1s",
                "--log-level=debug",
                "--watch-all-namespaces=false",
                "--enable-leader-election=false",
                "--min-retry-delay=2s")
            .meant;

    OperatorOptions options = flags.options(NAMESPACE);
    assertThat(flags.logLevel()).isEqualTo(LogLevel.DEBUG);
    assertThat(options.scope().namespace()).contains(NAMESPACE);
    assertThat(options.election()).isEmpty();
    assertThat(options.backoff().first()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void featureGatesThatAreGivenAgainAreAdded() {
    OperatorFlags flags =
        parse(
                "--feature-gates=ObjectLevelWorkloadIdentity=true,FluxStorage=true",
                "--feature-gates=FluxStorage=false",
                "--default-service-account=puller")
            .meant;

    assertThat(flags.options(NAMESPACE)).isNotNull();
  }

  @Test
  void theLeaseLiesInTheNamespaceOfTheProcess() {
    LeaderOptions election = election("--enable-leader-election");

    assertThat(election.lease()).hasToString("flux-system/freshet-leader-election");
    assertThat(election.leaseDuration()).isEqualTo(Duration.ofSeconds(35));
    assertThat(election.renewDeadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(election.retryPeriod()).isEqualTo(Duration.ofSeconds(5));
    assertThat(election.release()).isEqualTo(LeaderOptions.Release.ON_CLOSE);
  }

  @Test
  void aShardHasALeaseOfItsOwnWithTheDurationsThatWereSet() {
    LeaderOptions election =
        election(
            "--enable-leader-election",
            "--watch-label-selector=bar",
            "--leader-election-release-on-cancel=false",
            "--leader-election-lease-duration=15s",
            "--leader-election-renew-deadline=10s",
            "--leader-election-retry-period=2s");

    assertThat(election.lease()).hasToString("flux-system/freshet-leader-election-fcde2b2e");
    assertThat(election.leaseDuration()).isEqualTo(Duration.ofSeconds(15));
    assertThat(election.renewDeadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(election.retryPeriod()).isEqualTo(Duration.ofSeconds(2));
    assertThat(election.release()).isEqualTo(LeaderOptions.Release.NEVER);
  }

  @Test
  void aDefaultServiceAccountGoesWithItsFeatureGate() {
    OperatorFlags flags =
        parse(
                "--default-service-account=puller",
                "--feature-gates=GitShallowClone=false,ObjectLevelWorkloadIdentity=true")
            .meant;

    assertThat(flags.options(NAMESPACE)).isNotNull();
  }

  @Test
  void whoReliesOnWhatIsNotThereIsWarned() {
    assertThat(parse("--concurrent=4", "--gc-interval=10").accepted.warnings()).isEmpty();
    assertThat(parse("--aws-autologin-for-ecr=false").accepted.warnings()).isEmpty();
    assertThat(parse("--gcp-autologin-for-gcr").accepted.warnings())
        .singleElement()
        .asString()
        .contains("autologin flags have no effect");
    assertThat(parse("--ssh-kex-algos=curve25519-sha256").accepted.warnings())
        .singleElement()
        .asString()
        .contains("ssh flags have no effect");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--no-such-flag                       | unknown flag: --no-such-flag",
        "--min-retry-delay=soon               | invalid duration \"soon\"",
        "--max-retry-delay=15                 | invalid duration \"15\"",
        "--watch-all-namespaces=maybe         | 'maybe'",
        "--concurrent=many                    | 'many'",
        "--feature-gates=NoSuchGate=true      | feature-gate 'NoSuchGate' is not known",
        "--feature-gates=FluxStorage=yes      | feature-gate 'FluxStorage' wants true or false",
        "--default-service-account=puller     | needs"
            + " --feature-gates=ObjectLevelWorkloadIdentity=true",
        "--events-addr=http://a b             | --events-addr: 'http://a b' is not an HTTP URL",
        "--events-addr=notification-controller | --events-addr: 'notification-controller' is not an"
            + " HTTP URL",
        "--events-addr=localhost:9292         | --events-addr: 'localhost:9292' is not an HTTP URL",
        "--log-level=loud                     | 'loud' is not a log level: trace, debug, info or"
            + " error",
        "--log-encoding=xml                   | 'xml' is not a log encoding: json or console",
        "--metrics-addr=8080                  | '8080' is no address to listen on",
        "--health-addr=:99999                 | port 99999 is not between 0 and 65535",
        "--storage-addr=0                     | '0' is no address to listen on",
        "--storage-size=9                     | '9' is no size, such as 9Gi or 500Mi",
        "--artifact-digest-algo=blake3        | use sha256, sha384 or sha512",
        "--artifact-retention-records=0       | at least one artifact of a source is kept",
        "--interval-jitter-percentage=101     | between 0 and 100 percent",
        "--watch-label-selector=a in          | a in",
      })
  void refusesAWrongValueBeforeAnythingIsStarted(String flag, String message) {
    assertThatItRefuses(message, flag);
  }

  @ParameterizedTest
  @CsvSource({"10s, 30s, 5s", "35s, 35s, 5s", "35s, 30s, 30s", "35s, 30s, 31s"})
  void refusesDurationsByWhichTwoCouldLead(String lease, String deadline, String retry) {
    assertThatItRefuses(
        "must be longer than the renew deadline",
        "--enable-leader-election",
        "--leader-election-lease-duration=" + lease,
        "--leader-election-renew-deadline=" + deadline,
        "--leader-election-retry-period=" + retry);
  }

  private static void assertThatItRefuses(String message, String... flags) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine freshet = Main.commandLine();
    freshet.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    int code = freshet.execute(arguments(flags));

    assertThat(err.toString()).startsWith("✗ ").contains(message);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
    assertThat(code).isEqualTo(ExitCode.USAGE.code());
  }

  private static Flags parse(String... flags) {
    var parsed = new Flags();
    FreshetCommand.over(CommandSpec.forAnnotatedObject(parsed)).parseArgs(arguments(flags));
    return parsed;
  }

  private static String[] arguments(String... flags) {
    return Stream.concat(Stream.of("operator"), Stream.of(flags)).toArray(String[]::new);
  }

  private static LeaderOptions election(String... flags) {
    Optional<LeaderOptions> election = parse(flags).meant.options(NAMESPACE).election();
    assertThat(election).isPresent();
    return election.orElseThrow();
  }
}
