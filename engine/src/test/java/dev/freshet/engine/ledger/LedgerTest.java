package dev.freshet.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
  private static final ImageName IMAGE = ImageName.parse("ghcr.io/team/app");
  private static final Instant NINE = Instant.parse("2026-01-01T09:00:00.123Z");
  private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");

  @TempDir private Path folder;
  private Ledger ledger;

  @BeforeEach
  void open() {
    ledger = new Ledger(folder.resolve("ledger"));
  }

  @Test
  void knowsNothingOfAnImageThatWasNeverListed() {
    assertThat(ledger.read(IMAGE)).isEmpty();
  }

  @Test
  void knowsWhetherItHasTags() throws IOException {
    assertThat(ledger.hasTags(IMAGE)).isFalse();

    ledger.record(IMAGE, List.of(), NINE);
    assertThat(ledger.hasTags(IMAGE)).isFalse();

    ledger.record(IMAGE, tags("1.0.0"), TEN);
    assertThat(ledger.hasTags(IMAGE)).isTrue();
    assertThat(new Ledger(folder.resolve("ledger")).hasTags(IMAGE)).isTrue();

    Files.writeString(onlyFile(), "damaged");
    assertThat(ledger.hasTags(IMAGE)).isFalse();

    ledger.delete(IMAGE);
    assertThat(ledger.hasTags(IMAGE)).isFalse();
  }

  @Test
  void keepsTagsInDescendingOrderAndWhenTheyCame() {
    ledger.record(IMAGE, tags("1.0.0", "1.0.1"), NINE);
    LedgerEntry entry = ledger.record(IMAGE, tags("1.0.0", "2.0.0", "1.0.1"), TEN);

    assertThat(entry.tags()).isEqualTo(tags("2.0.0", "1.0.1", "1.0.0"));
    assertThat(entry.firstSeen(new Tag("1.0.1"))).contains(NINE);
    assertThat(entry.firstSeen(new Tag("2.0.0"))).contains(TEN);
    assertThat(entry.firstSeen(new Tag("3.0.0"))).isEmpty();
    assertThat(new Ledger(folder.resolve("ledger")).read(IMAGE)).contains(entry);
  }

  @Test
  void forgetsATagThatIsGoneAndDatesItAnewWhenItReturns() {
    ledger.record(IMAGE, tags("a", "b"), NINE);
    ledger.record(IMAGE, tags("a"), NINE);

    LedgerEntry entry = ledger.record(IMAGE, tags("a", "b"), TEN);

    assertThat(entry.firstSeen(new Tag("a"))).contains(NINE);
    assertThat(entry.firstSeen(new Tag("b"))).contains(TEN);
  }

  @Test
  void keepsDuplicatesAndEmptyLists() {
    assertThat(ledger.record(IMAGE, tags("a", "b", "a"), NINE).tags())
        .isEqualTo(tags("b", "a", "a"));
    assertThat(ledger.record(IMAGE, tags(), TEN).tags()).isEmpty();
    assertThat(ledger.read(IMAGE).orElseThrow().listedAt()).isEqualTo(TEN);
  }

  @Test
  void writesOnlyTheTimeWhenNothingChanged() throws IOException {
    ledger.record(IMAGE, tags("a", "b"), NINE);
    Object before = Files.getAttribute(onlyFile(), "unix:ino");

    LedgerEntry entry = ledger.record(IMAGE, tags("b", "a"), TEN);

    assertThat(Files.getAttribute(onlyFile(), "unix:ino")).isEqualTo(before);
    assertThat(entry.listedAt()).isEqualTo(TEN);
    assertThat(ledger.read(IMAGE)).contains(entry);
  }

  @Test
  void sharesOneEntryBetweenSpellingsOfOneImage() {
    ledger.record(ImageName.parse("alpine"), tags("3"), NINE);

    assertThat(ledger.read(ImageName.parse("docker.io/library/alpine"))).isPresent();
  }

  @Test
  void keepsImagesApartWhoseFileNamesLookAlike() {
    ledger.record(ImageName.parse("ghcr.io/a/b_c"), tags("1"), NINE);
    ledger.record(ImageName.parse("ghcr.io/a_b/c"), tags("2"), NINE);

    assertThat(ledger.read(ImageName.parse("ghcr.io/a/b_c")).orElseThrow().tags())
        .isEqualTo(tags("1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ghcr.io/../../../etc/app", "localhost:5000/a/b", "ghcr.io/.././x"})
  void staysInItsFolderWhateverTheImageIsCalled(String name) throws IOException {
    ImageName image = ImageName.parse(name);

    ledger.record(image, tags("a"), NINE);

    assertThat(ledger.read(image)).isPresent();
    assertThat(onlyFile().getFileName().toString()).matches("[A-Za-z0-9._-]+\\.tags");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("ledger"));
    }
  }

  @Test
  void hasRoomForTheLongestName() {
    ImageName image = ImageName.parse("registry.example/" + "a".repeat(254));

    ledger.record(image, tags("1"), NINE);

    assertThat(ledger.read(image)).isPresent();
  }

  @Test
  void takesAnyTextForATag() {
    List<Tag> odd =
        tags("", " ", "a\nb", "back\\slash", "\\u0041", "tab\t", "\ud83d\ude00", "\ud800");

    ledger.record(IMAGE, odd, NINE);

    assertThat(ledger.read(IMAGE).orElseThrow().tags()).containsExactlyInAnyOrderElementsOf(odd);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense\n", "freshet ledger 1\nghcr.io/team/app\n0 0\ncrc32c 0\n"})
  void buildsADamagedFileAnew(String damage) throws IOException {
    ledger.record(IMAGE, tags("a", "b"), NINE);
    Files.writeString(onlyFile(), damage);

    assertThat(ledger.read(IMAGE)).isEmpty();
    assertThat(ledger.record(IMAGE, tags("a"), TEN).firstSeen(new Tag("a"))).contains(TEN);
    assertThat(ledger.read(IMAGE)).isPresent();
  }

  @Test
  void takesNoFileWithAChangedByteForAList() throws IOException {
    ledger.record(IMAGE, tags("a", "b", "c"), NINE);
    byte[] whole = Files.readAllBytes(onlyFile());

    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(onlyFile(), changed);
      assertThat(ledger.read(IMAGE)).as("byte %d changed", i).isEmpty();
      Files.write(onlyFile(), Arrays.copyOf(whole, i));
      assertThat(ledger.read(IMAGE)).as("cut to %d bytes", i).isEmpty();
    }
  }

  @Test
  void isNotMisledByWhatAKilledWriterLeftBehind() throws IOException {
    ledger.record(IMAGE, tags("a"), NINE);
    String leftover = "." + onlyFile().getFileName() + ".1-1.tmp";
    Files.writeString(onlyFile().resolveSibling(leftover), "half a li", StandardCharsets.UTF_8);

    assertThat(ledger.read(IMAGE).orElseThrow().tags()).isEqualTo(tags("a"));
    assertThat(ledger.record(IMAGE, tags("b"), TEN).tags()).isEqualTo(tags("b"));
  }

  @Test
  void namesTheImageAndNoPathWhenItCannotWrite() throws IOException {
    Files.writeString(folder.resolve("ledger"), "a file where the folder should be");

    assertThatThrownBy(() -> ledger.record(IMAGE, tags("a"), NINE))
        .isInstanceOf(AutomationException.class)
        .hasMessageContaining("\"ghcr.io/team/app\": ")
        .hasMessageNotContaining(folder.toString());
  }

  @Test
  void holdsHundredThousandTags() throws IOException {
    List<Tag> many = IntStream.range(0, 100_000).mapToObj(i -> new Tag("1.0." + i)).toList();

    ledger.record(IMAGE, many, NINE);

    assertThat(ledger.read(IMAGE).orElseThrow().tags()).hasSize(100_000);
    assertThat(Files.getLastModifiedTime(onlyFile())).isEqualTo(FileTime.from(NINE));
  }

  private static List<Tag> tags(String... values) {
    return Stream.of(values).map(Tag::new).toList();
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("ledger"))) {
      return files.filter(file -> file.toString().endsWith(".tags")).findFirst().orElseThrow();
    }
  }
}
