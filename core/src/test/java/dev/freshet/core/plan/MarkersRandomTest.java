package dev.freshet.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.plan.FileProblem.Severity;
import dev.freshet.testkit.seed.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class MarkersRandomTest {
  private static final List<String> TAGS =
      List.of("v2", "1.10", "on", "1_000", "null", "2024-01-02", "0x1F", "main-abc-1");

  @Seeds
  void changesEveryLiveMarkerAndNothingElse(long seed) {
    RandomManifest manifest = new RandomManifest(seed);
    String tag = TAGS.get(new Random(seed).nextInt(TAGS.size()));

    Plan plan = Trees.plan(manifest.text(), tag);

    assertThat(plan.problems()).extracting(FileProblem::severity).doesNotContain(Severity.ERROR);
    assertThat(plan.changes())
        .extracting(Change::oldValue)
        .containsExactlyElementsOf(manifest.liveValues());
    assertThat(plan.changes()).extracting(Change::newValue).isSubsetOf(tag);
    assertThat(plan.files()).allSatisfy(IndependentCheck::holds);
  }

  @Seeds
  void planningTwiceChangesNothingMore(long seed) {
    String text = new RandomManifest(seed).text();

    String once = Trees.updated(text, "1.0");

    assertThat(Trees.updated(once, "1.0")).isEqualTo(once);
  }

  @Seeds
  void goesBackToTheSameBytesOnceTheStyleIsSettled(long seed) {
    String settled = Trees.updated(new RandomManifest(seed).text(), "v1");

    assertThat(Trees.updated(Trees.updated(settled, "v22"), "v1")).isEqualTo(settled);
  }

  @Seeds
  void plansManyFilesSideBySideAsItPlansEachAlone(long seed) {
    Setters setters =
        Trees.setters(Trees.policy("p", "img", "v2"), Trees.policy("q", "img", "a+b"));
    List<ManifestFile> files =
        IntStream.range(0, 64)
            .mapToObj(i -> Trees.file("f%02d.yaml".formatted(63 - i), text(64 * seed + i)))
            .toList();

    Plan together = Planner.plan(files, setters);

    List<Plan> alone =
        files.reversed().stream().map(file -> Planner.plan(List.of(file), setters)).toList();
    assertThat(together.files())
        .hasSizeGreaterThan(32)
        .isEqualTo(alone.stream().flatMap(plan -> plan.files().stream()).toList());
    assertThat(together.problems())
        .isNotEmpty()
        .isEqualTo(alone.stream().flatMap(plan -> plan.problems().stream()).toList());
  }

  /** Some of the texts have a marker of a policy that chose what cannot be written. */
  private static String text(long seed) {
    String text = new RandomManifest(seed).text();
    return seed % 4 == 0 ? text.replace("ns:p:tag", "ns:q") : text;
  }

  @Seeds
  void neverFailsOnBrokenText(long seed) {
    Random random = new Random(seed);
    byte[] content = new RandomManifest(seed).text().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 5; i++) {
      content[random.nextInt(content.length)] =
          (byte) "\n\t #{}[]:-'\"&*!|>%\0\u00FF".charAt(random.nextInt(20));
    }

    ManifestMarkers markers = ManifestMarkers.find(content);

    Plan plan =
        Planner.plan(
            List.of(new ManifestFile("f.yaml", markers, () -> content)),
            Trees.setters(Trees.policy("p", "img", "v2")));
    assertThat(plan.files()).allSatisfy(IndependentCheck::holds);
  }
}
