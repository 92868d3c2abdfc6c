package dev.freshet.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.testkit.seed.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

class LedgerRandomTest {
  private static final NamespacedName REPOSITORY = new NamespacedName("flux-system", "app");
  private static final ImageName IMAGE = ImageName.parse("team/app");
  private static final String CHARACTERS = "aB0._-\\ \n\u00e9\ud83d\ude00\uffee\ud801";

  @TempDir private Path folder;

  @Seeds
  void remembersWhatANaiveModelRemembers(long seed) {
    var random = new Random(seed);
    var ledger = new Ledger(folder);
    Map<String, Instant> model = new HashMap<>();
    Instant at = Instant.EPOCH;
    for (int round = 0; round < 20; round++) {
      at = at.plusMillis(random.nextInt(5000));
      List<String> listed = randomTags(random);
      Instant now = at;
      model.keySet().retainAll(listed);
      listed.forEach(tag -> model.putIfAbsent(tag, now));

      ledger.record(REPOSITORY, IMAGE, listed.stream().map(Tag::new).toList(), at);

      LedgerEntry entry = ledger.read(REPOSITORY, IMAGE).orElseThrow();
      assertThat(entry.listedAt()).isEqualTo(at);
      assertThat(entry.tags().stream().map(Tag::value)).containsExactlyInAnyOrderElementsOf(listed);
      model.forEach((tag, seen) -> assertThat(entry.firstSeen(new Tag(tag))).contains(seen));
    }
  }

  @Seeds
  void sortsByTheBytesOfUtf8(long seed) {
    var random = new Random(seed);
    List<String> listed = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      listed.addAll(randomTags(random));
    }
    listed.removeIf(tag -> tag.chars().anyMatch(c -> c == 0xd801)); // alone it has no UTF-8

    List<Tag> sorted =
        new Ledger(folder)
            .record(REPOSITORY, IMAGE, listed.stream().map(Tag::new).toList(), Instant.EPOCH)
            .tags();

    assertThat(sorted.stream().map(Tag::value))
        .isSortedAccordingTo((left, right) ->
            Arrays.compareUnsigned(
                right.getBytes(StandardCharsets.UTF_8), left.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> randomTags(Random random) {
    var tags = new ArrayList<String>();
    for (int i = random.nextInt(12); i > 0; i--) {
      var tag = new StringBuilder();
      for (int j = random.nextInt(3); j > 0; j--) {
        int at = CHARACTERS.offsetByCodePoints(0, random.nextInt(12));
        tag.appendCodePoint(CHARACTERS.codePointAt(at));
      }
      tags.add(tag.toString());
    }
    return tags;
  }
}
