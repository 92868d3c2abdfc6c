package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.access.Holder;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.work.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mirrors on a disk that is smaller than what some want to fetch. */
class MirrorDiskIT extends GitServerCase {
  private static final Holder FIRST = new Holder("hog", "GitRepository hog/first");
  private static final Holder SECOND = new Holder("hog", "GitRepository hog/second");
  private static final Holder OTHER = new Holder("other", "GitRepository other/app");

  private GitMirrors small;

  @BeforeEach
  void shrinkTheDisk() {
    repository("first", 6_000_000);
    repository("second", 6_000_000);
    repository("small", 100);
    small = open();
  }

  @AfterEach
  void closeIt() {
    small.close();
  }

  private GitMirrors open() {
    return new GitMirrors(
        directory.resolve("small"),
        InstantSource.fixed(Fixture.NOW),
        new Random(1),
        Connections.direct(),
        Workers.ofThisMachine(),
        new DiskShares(DiskSize.parse("12Mi")));
  }

  /** As large as that when it is packed. */
  private void repository(String name, int bytes) {
    byte[] noise = new byte[bytes];
    new Random(name.hashCode()).nextBytes(noise);
    server.create(name, Map.of("noise", Base64.getEncoder().encodeToString(noise)));
  }

  private int files(String name, Holder holder) {
    return small
        .mirror(Fixture.remote(server.url() + "/" + name + ".git"), holder)
        .tree(MAIN, tree -> tree.files().size());
  }

  private void assertRefused(String name, Holder holder) {
    assertThatThrownBy(() -> files(name, holder))
        .isInstanceOf(GitException.class)
        .hasMessageStartingWith("namespace 'hog' takes up ")
        .hasMessageContaining(" of 12582912 are taken")
        .hasMessageEndingWith("or give the process a larger --storage-size");
  }

  private long packsAndParts() throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("small"))) {
      return all.filter(file -> file.toString().contains("/objects/pack/")).count();
    }
  }

  @Test
  void isRefusedToANamespaceWithoutRoomAndLeavesNothingWhileOthersGoOn() throws IOException {
    assertThat(files("first", FIRST)).isOne();
    long before = packsAndParts();

    assertRefused("second", SECOND);

    assertThat(packsAndParts()).isEqualTo(before);
    assertThat(files("small", OTHER)).isOne();
    assertThat(files("first", FIRST)).isOne();
  }

  @Test
  void fitsOnceThereIsRoom() {
    assertThat(files("first", FIRST)).isOne();
    assertRefused("second", SECOND);

    small.release(FIRST);

    assertThat(files("second", SECOND)).isOne();
  }

  @Test
  void countsWhatAnEarlierProcessHasFetched() {
    assertThat(files("first", FIRST)).isOne();
    small.close();
    small = open();

    assertRefused("second", SECOND);
    assertThat(files("first", FIRST)).isOne();
    assertRefused("second", SECOND);
  }
}
