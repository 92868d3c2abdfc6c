package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.source.Artifact;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.artifact.ArtifactException.Step;
import dev.freshet.engine.file.DiskShareException;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.file.Folders;
import dev.freshet.engine.git.ref.Revision;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts on a disk that is smaller than what some want to store. */
class ArtifactDiskTest {
  private static final int MEGABYTE = 1_000_000;
  private static final NamespacedName HUGE = new NamespacedName("hog", "huge");
  private static final NamespacedName FIRST = new NamespacedName("hog", "first");
  private static final NamespacedName OTHER = new NamespacedName("other", "app");

  @TempDir private Path folder;

  private ArtifactStore store() {
    return new ArtifactStore(
        folder,
        "localhost",
        Retention.STANDARD,
        DigestAlgorithm.SHA256,
        InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")),
        new DiskShares(DiskSize.parse("8Mi")));
  }

  /** A tree that does not compress. */
  private static FileTree tree(int megabytes) throws IOException {
    byte[] noise = new byte[megabytes * MEGABYTE];
    new Random(1).nextBytes(noise);
    return tree(noise);
  }

  private static FileTree tree(byte[] noise) throws IOException {
    FileTree tree = new FileTree();
    tree.put(
        FileTree.names("noise"),
        new FileTree.File(
            FileTree.Permission.REGULAR,
            reader -> reader.read(noise.length, new ByteArrayInputStream(noise))));
    return tree;
  }

  private static Artifact archive(ArtifactStore store, NamespacedName source, int megabytes)
      throws IOException {
    Revision revision = new Revision("main", "%040d".formatted(megabytes));
    return store.archive(source, revision, tree(megabytes), Packing.ALL);
  }

  private void assertRefused(ArtifactStore store, NamespacedName source, int megabytes) {
    assertThatThrownBy(() -> archive(store, source, megabytes))
        .isInstanceOfSatisfying(
            ArtifactException.class, failure -> assertThat(failure.step()).isEqualTo(Step.ARCHIVE))
        .hasMessageStartingWith("namespace 'hog' takes up ")
        .hasMessageContaining(" of 8388608 are taken")
        .hasMessageEndingWith("or give the process a larger --storage-size");
  }

  @Test
  void areRefusedToANamespaceWithoutRoomAndLeaveNothingWhileOthersGoOn() throws IOException {
    ArtifactStore store = store();

    assertRefused(store, HUGE, 7);

    assertThat(Folders.bytes(folder)).isZero();
    try (Stream<Path> left = Files.list(folder.resolve("gitrepository/hog/huge"))) {
      assertThat(left).allMatch(file -> file.toString().endsWith(".lock"));
    }
    archive(store, OTHER, 1);
    archive(store, FIRST, 2);
  }

  @Test
  void fitOnceThereIsRoom() throws IOException {
    ArtifactStore store = store();
    archive(store, FIRST, 4);
    assertRefused(store, HUGE, 3);

    store.removeAll(FIRST);

    assertThat(store.inspect(archive(store, HUGE, 3)))
        .isEqualTo(new ArtifactStore.Inspection.Intact());
  }

  @Test
  void countWhatAnEarlierProcessHasStored() throws IOException {
    Artifact old = archive(store(), FIRST, 4);
    ArtifactStore store = store();
    assertRefused(store, HUGE, 3);

    store.remove(old);

    archive(store, HUGE, 3);
  }

  @Test
  void areUnpackedForAnIncludeOnlyAsFarAsThereIsRoom() throws IOException {
    ArtifactStore store = store();
    Revision revision = new Revision("main", "1".repeat(40));
    Artifact zeros = store.archive(OTHER, revision, tree(new byte[20 * MEGABYTE]), Packing.ALL);
    Artifact small = archive(store, FIRST, 1);

    assertThatThrownBy(() -> store.open(zeros, "hog", _ -> {}))
        .isInstanceOf(DiskShareException.class)
        .hasMessageStartingWith("namespace 'hog' takes up ");

    try (TarFile unpacked = store.open(small, "hog", _ -> {})) {
      assertThat(unpacked.tree().find(List.of("noise"))).isPresent();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("gitrepository"));
    }
  }

  @Test
  void doNotCountForAStatusThatNamesAnotherPlace() throws IOException {
    ArtifactStore store = store();
    Artifact real = archive(store, FIRST, 2);
    for (String path : new String[] {"a/b.tar.gz", "gitrepository/../x"}) {
      store.remove(
          new Artifact(
              path,
              "http://x/",
              "main@sha1:0",
              real.digest(),
              Instant.EPOCH,
              Optional.empty(),
              Map.of()));
    }

    archive(store, HUGE, 3);
  }

  @Test
  void areNoLargerThanAnybodyCanWant() throws IOException {
    byte[] block = new byte[1 << 20];
    try (OutputStream target =
        ArtifactBounds.atMost(
            ArtifactBounds.PACKED, "the artifact", OutputStream.nullOutputStream())) {
      for (long written = 0; written < ArtifactBounds.PACKED; written += block.length) {
        target.write(block);
      }

      assertThatThrownBy(() -> target.write(1))
          .hasMessage("the artifact would take more than 1073741824 bytes");
    }
  }
}
