package dev.freshet.web.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ScanResult;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.process.ImageListener;
import dev.freshet.engine.process.ImageListener.KeptTags;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is told of scans and pushes, as Prometheus reads it. */
class ImageMetricsTest {
  private static final NamespacedName PODINFO = new NamespacedName("flux-system", "podinfo");

  private final SettableClock clock = new SettableClock();
  private final Metrics metrics =
      new Metrics(clock, List.of(ImageRepository.KIND, ImageUpdateAutomation.KIND));
  private final ImageListener images = metrics.images();

  @Test
  void tellsTheAgeOfTheLastScanAsTimeGoesBy() {
    images.scanned(PODINFO, scanned(211), KeptTags.NONE);

    clock.advance(Duration.ofSeconds(90));
    assertThat(value("freshet_scan_age_seconds")).hasValue(90);
    assertThat(value("freshet_scanned_tags")).hasValue(211);

    images.scanned(PODINFO, scanned(212), KeptTags.NONE);
    assertThat(value("freshet_scan_age_seconds")).hasValue(0);
    assertThat(value("freshet_scanned_tags")).hasValue(212);
  }

  @Test
  void aScanThatIsToldAgainIsNoYounger() {
    ScanResult scanned = scanned(211);
    images.scanned(PODINFO, scanned, KeptTags.NONE);
    clock.advance(Duration.ofSeconds(90));

    images.scanned(PODINFO, scanned, KeptTags.NONE);

    assertThat(value("freshet_scan_age_seconds")).hasValue(90);
  }

  @Test
  void aScanOfAnEarlierProcessIsAsOldAsItIs() {
    ScanResult before = scanned(211);
    clock.advance(Duration.ofSeconds(30));

    images.scanned(PODINFO, before, KeptTags.NONE);

    assertThat(value("freshet_scan_age_seconds")).hasValue(30);
  }

  @Test
  void saysNothingOfObjectsThatItHasHeardNothingOf() {
    assertThat(metrics.text()).doesNotContain("podinfo");
  }

  @Test
  void showsAHeldSelectionUntilItIsReleased() {
    images.scanned(PODINFO, scanned(3), KeptTags.SOME);
    assertThat(value("freshet_held_selections")).hasValue(1);

    images.scanned(PODINFO, scanned(4), KeptTags.NONE);
    assertThat(value("freshet_held_selections")).hasValue(0);
  }

  @Test
  void countsPushesAndHowLongTheirRunsHadTakenByThen() {
    images.pushed(PODINFO, Duration.ofMillis(250));
    images.pushed(PODINFO, Duration.ofMillis(750));

    assertThat(value("freshet_updates_pushed_total")).hasValue(2);
    assertThat(value("freshet_push_latency_seconds_count")).hasValue(2);
    assertThat(value("freshet_push_latency_seconds_sum")).hasValue(1);
  }

  @Test
  void forgetsTheSeriesOfDeletedObjects() {
    images.scanned(PODINFO, scanned(3), KeptTags.SOME);
    images.pushed(PODINFO, Duration.ofMillis(250));
    assertThat(metrics.text()).contains("podinfo");

    images.repositoryGone(PODINFO);
    assertThat(value("freshet_scan_age_seconds")).isEmpty();
    assertThat(value("freshet_updates_pushed_total")).hasValue(1);

    images.automationGone(PODINFO);
    assertThat(metrics.text()).doesNotContain("podinfo");
  }

  private OptionalDouble value(String name) {
    return Scrape.of(metrics).value(name, "name", "podinfo", "namespace", "flux-system");
  }

  private ScanResult scanned(int tags) {
    return new ScanResult("checksum", tags, clock.instant(), List.of("1.0.0"));
  }
}
