package dev.freshet.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
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
  private static final NamespacedName REPOSITORY = new NamespacedName("flux-system", "app");
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
    assertThat(ledger.read(REPOSITORY, IMAGE)).isEmpty();
  }

  @Test
  void knowsWhetherItHasTags() throws IOException {
    assertThat(ledger.listedAt(REPOSITORY, IMAGE)).isEmpty();

    ledger.record(REPOSITORY, IMAGE, List.of(), NINE);
    assertThat(ledger.listedAt(REPOSITORY, IMAGE)).isEmpty();

    ledger.record(REPOSITORY, IMAGE, tags("1.0.0"), TEN);
    assertThat(ledger.listedAt(REPOSITORY, IMAGE)).isPresent();
    assertThat(new Ledger(folder.resolve("ledger")).listedAt(REPOSITORY, IMAGE)).isPresent();

    Files.writeString(onlyFile(), "damaged");
    assertThat(ledger.listedAt(REPOSITORY, IMAGE)).isEmpty();

    ledger.delete(REPOSITORY);
    assertThat(ledger.listedAt(REPOSITORY, IMAGE)).isEmpty();
  }

  @Test
  void keepsTagsInDescendingOrderAndWhenTheyCame() {
    ledger.record(REPOSITORY, IMAGE, tags("1.0.0", "1.0.1"), NINE);
    LedgerEntry entry = ledger.record(REPOSITORY, IMAGE, tags("1.0.0", "2.0.0", "1.0.1"), TEN);

    assertThat(entry.tags()).isEqualTo(tags("2.0.0", "1.0.1", "1.0.0"));
    assertThat(entry.firstSeen(new Tag("1.0.1"))).contains(NINE);
    assertThat(entry.firstSeen(new Tag("2.0.0"))).contains(TEN);
    assertThat(entry.firstSeen(new Tag("3.0.0"))).isEmpty();
    assertThat(new Ledger(folder.resolve("ledger")).read(REPOSITORY, IMAGE)).contains(entry);
  }

  @Test
  void forgetsATagThatIsGoneAndDatesItAnewWhenItReturns() {
    ledger.record(REPOSITORY, IMAGE, tags("a", "b"), NINE);
    ledger.record(REPOSITORY, IMAGE, tags("a"), NINE);

    LedgerEntry entry = ledger.record(REPOSITORY, IMAGE, tags("a", "b"), TEN);

    assertThat(entry.firstSeen(new Tag("a"))).contains(NINE);
    assertThat(entry.firstSeen(new Tag("b"))).contains(TEN);
  }

  @Test
  void keepsDuplicatesAndEmptyLists() {
    assertThat(ledger.record(REPOSITORY, IMAGE, tags("a", "b", "a"), NINE).tags())
        .isEqualTo(tags("b", "a", "a"));
    assertThat(ledger.record(REPOSITORY, IMAGE, tags(), TEN).tags()).isEmpty();
    assertThat(ledger.read(REPOSITORY, IMAGE).orElseThrow().listedAt()).isEqualTo(TEN);
  }

  @Test
  void writesOnlyTheTimeWhenNothingChanged() throws IOException {
    ledger.record(REPOSITORY, IMAGE, tags("a", "b"), NINE);
    Object before = Files.getAttribute(onlyFile(), "unix:ino");

    LedgerEntry entry = ledger.record(REPOSITORY, IMAGE, tags("b", "a"), TEN);

    assertThat(Files.getAttribute(onlyFile(), "unix:ino")).isEqualTo(before);
    assertThat(entry.listedAt()).isEqualTo(TEN);
    assertThat(ledger.read(REPOSITORY, IMAGE)).contains(entry);
  }

  @Test
  void sharesOneEntryBetweenSpellingsOfOneImage() {
    ledger.record(REPOSITORY, ImageName.parse("alpine"), tags("3"), NINE);

    assertThat(ledger.read(REPOSITORY, ImageName.parse("docker.io/library/alpine"))).isPresent();
  }

  @Test
  void keepsToEachRepositoryWhatItWasShown() {
    NamespacedName other = new NamespacedName("tenant", "app");
    ledger.record(REPOSITORY, IMAGE, tags("1"), NINE);

    assertThat(ledger.read(other, IMAGE)).isEmpty();

    ledger.record(other, IMAGE, tags("2"), NINE);
    assertThat(ledger.read(REPOSITORY, IMAGE).orElseThrow().tags()).isEqualTo(tags("1"));
  }

  @Test
  void keepsRepositoriesApartWhoseFileNamesLookAlike() {
    NamespacedName one = new NamespacedName("a", "b.c");
    NamespacedName other = new NamespacedName("a.b", "c");
    ledger.record(one, IMAGE, tags("1"), NINE);
    ledger.record(other, IMAGE, tags("2"), NINE);

    assertThat(ledger.read(one, IMAGE).orElseThrow().tags()).isEqualTo(tags("1"));
  }

  @Test
  void knowsNothingOfAnImageThatTheRepositoryHasNotScannedYet() {
    ImageName next = ImageName.parse("ghcr.io/stefanprodan/other");
    ledger.record(REPOSITORY, IMAGE, tags("1"), NINE);

    assertThat(ledger.read(REPOSITORY, next)).isEmpty();

    ledger.record(REPOSITORY, next, tags("2"), TEN);
    assertThat(ledger.read(REPOSITORY, next).orElseThrow().firstSeen(new Tag("2"))).contains(TEN);
    assertThat(ledger.read(REPOSITORY, IMAGE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../../etc/app", "a b", "a\0b"})
  void staysInItsFolderWhateverTheRepositoryIsCalled(String name) throws IOException {
    NamespacedName odd = new NamespacedName("..", name);

    ledger.record(odd, IMAGE, tags("a"), NINE);

    assertThat(ledger.read(odd, IMAGE)).isPresent();
    assertThat(onlyFile().getFileName().toString()).matches("[A-Za-z0-9._-]+\\.tags");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("ledger"));
    }
  }

  @Test
  void hasRoomForTheLongestName() {
    NamespacedName longest = new NamespacedName("n".repeat(63), "a".repeat(253));

    ledger.record(longest, IMAGE, tags("1"), NINE);

    assertThat(ledger.read(longest, IMAGE)).isPresent();
  }

  @Test
  void takesAnyTextForATag() {
    List<Tag> odd =
        tags("", " ", "a\nb", "back\\slash", "\\u0041", "tab\t", "\ud83d\ude00", "\ud800");

    ledger.record(REPOSITORY, IMAGE, odd, NINE);

    assertThat(ledger.read(REPOSITORY, IMAGE).orElseThrow().tags()).containsExactlyInAnyOrderElementsOf(odd);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense\n", "freshet ledger 1\nghcr.io/team/app\n0 0\ncrc32c 0\n"})
  void buildsADamagedFileAnew(String damage) throws IOException {
    ledger.record(REPOSITORY, IMAGE, tags("a", "b"), NINE);
    Files.writeString(onlyFile(), damage);

    assertThat(ledger.read(REPOSITORY, IMAGE)).isEmpty();
    assertThat(ledger.record(REPOSITORY, IMAGE, tags("a"), TEN).firstSeen(new Tag("a"))).contains(TEN);
    assertThat(ledger.read(REPOSITORY, IMAGE)).isPresent();
  }

  @Test
  void takesNoFileWithAChangedByteForAList() throws IOException {
    ledger.record(REPOSITORY, IMAGE, tags("a", "b", "c"), NINE);
    byte[] whole = Files.readAllBytes(onlyFile());

    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(onlyFile(), changed);
      assertThat(ledger.read(REPOSITORY, IMAGE)).as("byte %d changed", i).isEmpty();
      Files.write(onlyFile(), Arrays.copyOf(whole, i));
      assertThat(ledger.read(REPOSITORY, IMAGE)).as("cut to %d bytes", i).isEmpty();
    }
  }

  @Test
  void isNotMisledByWhatAKilledWriterLeftBehind() throws IOException {
    ledger.record(REPOSITORY, IMAGE, tags("a"), NINE);
    String leftover = "." + onlyFile().getFileName() + ".1-1.tmp";
    Files.writeString(onlyFile().resolveSibling(leftover), "half a li", StandardCharsets.UTF_8);

    assertThat(ledger.read(REPOSITORY, IMAGE).orElseThrow().tags()).isEqualTo(tags("a"));
    assertThat(ledger.record(REPOSITORY, IMAGE, tags("b"), TEN).tags()).isEqualTo(tags("b"));
  }

  @Test
  void namesTheImageAndNoPathWhenItCannotWrite() throws IOException {
    Files.writeString(folder.resolve("ledger"), "a file where the folder should be");

    assertThatThrownBy(() -> ledger.record(REPOSITORY, IMAGE, tags("a"), NINE))
        .isInstanceOf(AutomationException.class)
        .hasMessageContaining("\"ghcr.io/team/app\": ")
        .hasMessageNotContaining(folder.toString());
  }

  @Test
  void failsToSetTagsWhereItCannotReadThoseItHad() throws IOException {
    ledger.record(REPOSITORY, IMAGE, tags("a"), NINE);
    Path file = onlyFile();
    Files.delete(file);
    Files.createDirectory(file);

    assertThatThrownBy(() -> ledger.record(REPOSITORY, IMAGE, tags("b"), TEN))
        .hasMessageStartingWith("failed to set tags for \"ghcr.io/team/app\": ");
  }

  @Test
  void holdsHundredThousandTags() throws IOException {
    List<Tag> many = IntStream.range(0, 100_000).mapToObj(i -> new Tag("1.0." + i)).toList();

    ledger.record(REPOSITORY, IMAGE, many, NINE);

    assertThat(ledger.read(REPOSITORY, IMAGE).orElseThrow().tags()).hasSize(100_000);
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
