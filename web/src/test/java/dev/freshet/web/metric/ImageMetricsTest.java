package dev.freshet.web.metric;

import static org.assertj.core.api.Assertions.assertThat;
import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.Statuses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read off the statuses of scans and pushes, kept in a folder. */
class ImageMetricsTest {
  private static final NamespacedName PODINFO = new NamespacedName("flux-system", "podinfo");
  private static final ObjectKey REPOSITORY =
      new ObjectKey(ImageRepository.KIND, PODINFO);
  private static final ObjectKey AUTOMATION =
      new ObjectKey(ImageUpdateAutomation.KIND, PODINFO);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private Metrics metrics;
  private MeasuredStatuses statuses;

  @BeforeEach
  void start() {
    metrics = new Metrics(clock);
    statuses = new MeasuredStatuses(new Statuses(folder), metrics);
  }

  @Test
  void tellsTheAgeOfTheLastScanAsTimeGoesBy() {
    statuses.write(REPOSITORY, scanned(211, Conditions.NONE));

    clock.advance(Duration.ofSeconds(90));
    assertThat(value("freshet_scan_age_seconds")).hasValue(90);
    assertThat(value("freshet_scanned_tags")).hasValue(211);

    statuses.write(REPOSITORY, scanned(212, Conditions.NONE));
    assertThat(value("freshet_scan_age_seconds")).hasValue(0);
    assertThat(value("freshet_scanned_tags")).hasValue(212);
  }

  @Test
  void aFailedScanDoesNotMakeTheLastOneYounger() {
    ImageRepositoryStatus scanned = scanned(211, Conditions.NONE);
    statuses.write(REPOSITORY, scanned);
    clock.advance(Duration.ofSeconds(90));

    statuses.write(REPOSITORY, scanned.withConditions(condition("Ready", ConditionStatus.FALSE)));

    assertThat(value("freshet_scan_age_seconds")).hasValue(90);
  }

  @Test
  void knowsTheLastScanAfterARestart() {
    new Statuses(folder).write(REPOSITORY, scanned(211, Conditions.NONE));
    clock.advance(Duration.ofSeconds(30));

    assertThat(statuses.read(ImageRepository.KIND, PODINFO).lastScanResult()).isPresent();

    assertThat(value("freshet_scan_age_seconds")).hasValue(30);
  }

  @Test
  void saysNothingOfARepositoryThatWasNeverScanned() {
    assertThat(statuses.read(ImageRepository.KIND, PODINFO)).isEqualTo(ImageRepositoryStatus.INITIAL);

    assertThat(metrics.text()).doesNotContain("podinfo");
  }

  @Test
  void showsAHeldSelectionUntilItIsReleased() {
    statuses.write(REPOSITORY, scanned(3, condition("Degraded", ConditionStatus.TRUE)));
    assertThat(value("freshet_held_selections")).hasValue(1);

    statuses.write(REPOSITORY, scanned(4, Conditions.NONE));
    assertThat(value("freshet_held_selections")).hasValue(0);
  }

  @Test
  void countsAPushAndHowLongItsRunHadTakenByThen() {
    metrics.started(AUTOMATION);
    clock.advance(Duration.ofMillis(250));
    statuses.write(AUTOMATION, pushed("c0ffee"));
    clock.advance(Duration.ofSeconds(5));
    metrics.skipped(AUTOMATION);
    metrics.started(AUTOMATION);
    clock.advance(Duration.ofMillis(750));
    statuses.write(AUTOMATION, pushed("decade"));

    assertThat(value("freshet_updates_pushed_total")).hasValue(2);
    assertThat(value("freshet_push_latency_seconds_count")).hasValue(2);
    assertThat(value("freshet_push_latency_seconds_sum")).hasValue(1);
  }

  @Test
  void doesNotCountAPushAgain() {
    new Statuses(folder).write(AUTOMATION, pushed("c0ffee"));

    statuses.write(AUTOMATION, pushed("c0ffee").withLastHandledReconcileAt("afterwards"));

    assertThat(value("freshet_updates_pushed_total")).isEmpty();
  }

  @Test
  void countsNoPushWhereNothingWasPushed() {
    statuses.write(
        AUTOMATION, ImageUpdateAutomationStatus.INITIAL.withLastHandledReconcileAt("now"));

    assertThat(metrics.text()).doesNotContain("podinfo");
  }

  @Test
  void keepsStatusesAsTheStoreDoes() {
    statuses.write(AUTOMATION, pushed("c0ffee"));

    assertThat(statuses.read(ImageUpdateAutomation.KIND, PODINFO).lastPushCommit()).contains("c0ffee");
    assertThat(new Statuses(folder).automation(PODINFO).lastPushCommit()).contains("c0ffee");
  }

  @Test
  void forgetsTheSeriesOfDeletedObjects() {
    statuses.write(REPOSITORY, scanned(3, condition("Degraded", ConditionStatus.TRUE)));
    statuses.write(AUTOMATION, pushed("c0ffee"));
    assertThat(metrics.text()).contains("podinfo");

    metrics.deleted(REPOSITORY);
    assertThat(value("freshet_scan_age_seconds")).isEmpty();
    assertThat(value("freshet_updates_pushed_total")).hasValue(1);

    metrics.deleted(AUTOMATION);
    assertThat(metrics.text()).doesNotContain("podinfo");
  }

  private OptionalDouble value(String name) {
    return Scrape.of(metrics).value(name, "name", "podinfo", "namespace", "flux-system");
  }

  private ImageRepositoryStatus scanned(int tags, Conditions conditions) {
    return new ImageRepositoryStatus(
        conditions,
        1,
        "ghcr.io/stefanprodan/podinfo",
        Optional.of(new ScanResult("checksum", tags, clock.instant(), List.of("1.0.0"))),
        List.of(),
        "");
  }

  private Conditions condition(String type, ConditionStatus status) {
    return Conditions.NONE.with(
        new Condition(type, status, "AnyReason", "any message", clock.instant(), 1));
  }

  private ImageUpdateAutomationStatus pushed(String commit) {
    Instant now = clock.instant();
    return new ImageUpdateAutomationStatus(
        Conditions.NONE,
        1,
        Optional.of(now),
        Optional.of(commit),
        Optional.of(now),
        Map.of(),
        Optional.empty(),
        "");
  }
}
