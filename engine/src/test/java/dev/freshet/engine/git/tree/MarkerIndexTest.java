package dev.freshet.engine.git.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.marker.IdleMarker;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.Marker;
import dev.freshet.core.marker.NamingField;
import dev.freshet.core.marker.ObjectIdentifier;
import dev.freshet.core.marker.Placement;
import dev.freshet.core.marker.ScalarStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkerIndexTest {
  private static final ObjectId FIRST = id("1");
  private static final ObjectId SECOND = id("2");
  private static final ManifestMarkers NONE = new ManifestMarkers.Found(List.of(), List.of(), 0);
  private static final ManifestMarkers BROKEN = new ManifestMarkers.Unparsable(7, "bad — indent");
  private static final ManifestMarkers MARKED =
      new ManifestMarkers.Found(
          List.of(marker(Optional.empty()), marker(Optional.of("tag:yaml.org,2002:str"))),
          List.of(new IdleMarker(4, "marker \"ns:p\" does nothing")),
          0x0123456789ABCDEFL);

  @TempDir Path directory;

  private static ObjectId id(String digit) {
    return ObjectId.fromString(digit.repeat(40));
  }

  private static Marker marker(Optional<String> tag) {
    return new Marker(
        10,
        20,
        3,
        "app:1 ☃",
        ScalarStyle.DOUBLE_QUOTED,
        Placement.FLOW,
        tag,
        "ns:p:tag",
        new ObjectIdentifier("apps/v1", "Deployment", "ns", "app"),
        7,
        tag.map(_ -> NamingField.NAME));
  }

  private Path file() {
    return directory.resolve("state/markers");
  }

  private final MarkerMemory memory = new MarkerMemory(10_000);

  private MarkerIndex open() {
    return open("ns");
  }

  private MarkerIndex open(String namespace) {
    return new MarkerIndex(file(), memory, namespace);
  }

  private MarkerIndex saved(ObjectId id, ManifestMarkers markers) {
    MarkerIndex index = open();
    index.add(id, markers);
    index.save();
    return index;
  }

  @Test
  void remembersAcrossRestarts() {
    MarkerIndex index = saved(FIRST, MARKED);
    index.add(SECOND, BROKEN);
    index.save();
    index.add(id("3"), NONE);
    index.save();

    MarkerIndex later = open();

    assertThat(later.find(FIRST)).contains(MARKED);
    assertThat(later.find(SECOND)).contains(BROKEN);
    assertThat(later.find(id("3"))).contains(NONE);
    assertThat(later.knows(id("4"))).isFalse();
  }

  @Test
  void keepsWhatCameBeforeATornEnd() throws IOException {
    MarkerIndex index = saved(FIRST, MARKED);
    long whole = Files.size(file());
    index.add(SECOND, MARKED);
    index.save();
    byte[] content = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(content, (int) whole + 20));

    MarkerIndex later = open();

    assertThat(later.knows(FIRST)).isTrue();
    assertThat(later.knows(SECOND)).isFalse();
  }

  @Test
  void writesOverATornEnd() throws IOException {
    saved(FIRST, MARKED);
    Files.write(file(), new byte[] {0, 0, 0, 9, 1, 2}, StandardOpenOption.APPEND);

    saved(SECOND, BROKEN);

    MarkerIndex later = open();
    assertThat(later.find(FIRST)).contains(MARKED);
    assertThat(later.find(SECOND)).contains(BROKEN);
  }

  @Test
  void forgetsADamagedBlock() throws IOException {
    saved(FIRST, MARKED);
    byte[] content = Files.readAllBytes(file());
    content[content.length - 5] ^= 1;
    Files.write(file(), content);

    assertThat(open().knows(FIRST)).isFalse();
  }

  @Test
  void startsOverWithAFileOfAnotherFormat() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "something else entirely, and longer than a header");

    saved(FIRST, MARKED);

    assertThat(open().find(FIRST)).contains(MARKED);
  }

  @Test
  void startsOverWhenAFolderIsInItsPlace() throws IOException {
    Files.createDirectories(file().resolve("inner"));
    MarkerIndex index = saved(FIRST, MARKED);
    index.add(SECOND, BROKEN);
    index.save();

    assertThat(open().find(SECOND)).contains(BROKEN);
  }

  @Test
  void whoHasMostForgetsFirst() {
    MarkerIndex small = new MarkerIndex(directory.resolve("small"), memory, "modest");
    small.add(FIRST, MARKED);
    MarkerIndex greedy = new MarkerIndex(directory.resolve("greedy"), memory, "greedy");
    for (int i = 0; i < 200; i++) {
      greedy.add(ObjectId.fromString("%040x".formatted(i)), MARKED);
    }

    assertThat(small.find(FIRST)).contains(MARKED);
    assertThat(greedy.bytes()).isBetween(1L, 10_000L);
  }

  @Test
  void aFileDoesNotGrowBeyondWhatIsRead() throws IOException {
    MarkerIndex index = open();
    for (int i = 0; i < 200; i++) {
      index.add(ObjectId.fromString("%040x".formatted(i)), MARKED);
      index.save();
    }

    index.close();
    assertThat(Files.size(file())).isLessThanOrEqualTo(10_100);
    assertThat(open().knows(ObjectId.fromString("%040x".formatted(199)))).isTrue();
  }
}
