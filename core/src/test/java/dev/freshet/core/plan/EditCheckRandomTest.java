package dev.freshet.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.core.marker.EditCheck;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.Marker;
import dev.freshet.testkit.seed.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The check by outlines against the one that compares the files event by event. */
class EditCheckRandomTest {
  private static final int MUTATIONS = 12;

  @Seeds
  void findsWhateverAComparisonOfTheFilesFinds(long seed) {
    Random random = new Random(seed);
    byte[] before = new RandomManifest(seed).text().getBytes(StandardCharsets.UTF_8);
    assumeTrue(ManifestMarkers.find(before) instanceof ManifestMarkers.Found);
    ManifestMarkers.Found known = (ManifestMarkers.Found) ManifestMarkers.find(before);
    // An outline of another file sends every edit to the comparison.
    ManifestMarkers.Found suspect =
        new ManifestMarkers.Found(known.markers(), known.idle(), known.outline() + 1);
    Map<Marker, String> edits = new LinkedHashMap<>();
    known.markers().forEach(marker -> edits.put(marker, "v2"));

    for (int i = 0; i < MUTATIONS; i++) {
      byte[] after = mutated(new Splice(before).apply(edits), i, random);
      EditCheck quick = EditCheck.of(before, known, edits, () -> after);
      EditCheck compared = EditCheck.of(before, suspect, edits, () -> after);

      assertThat(quick.getClass()).as("after mutation %d", i).isEqualTo(compared.getClass());
      if (quick instanceof EditCheck.Sound sound) {
        assertThat(sound.markersAfter()).isEqualTo(((EditCheck.Sound) compared).markersAfter());
      }
    }
  }

  /** The first one as it is; the others with a byte changed, put in or taken out. */
  private static byte[] mutated(byte[] content, int round, Random random) {
    if (round == 0) {
      return content;
    }
    StringBuilder text = new StringBuilder(new String(content, StandardCharsets.ISO_8859_1));
    int at = random.nextInt(text.length());
    char other = "\n\t #{}[]:-'\"&*!|>%ax1".charAt(random.nextInt(21));
    switch (random.nextInt(3)) {
      case 0 -> text.setCharAt(at, other);
      case 1 -> text.insert(at, other);
      default -> text.deleteCharAt(at);
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
