package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.source.Artifact;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.artifact.ArtifactException.Step;
import dev.freshet.engine.artifact.ArtifactStore.Inspection;
import dev.freshet.engine.git.ref.Revision;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactStoreTest {
  private static final NamespacedName FLEET = new NamespacedName("flux-system", "fleet");
  private static final String COMMIT = "0123456789012345678901234567890123456789";
  private static final Revision REVISION = new Revision("main", COMMIT);
  private static final String PATH = "gitrepository/flux-system/fleet/" + COMMIT + ".tar.gz";

  @TempDir private Path folder;

  @Test
  void describesWhatItHasStored() throws IOException {
    Artifact artifact = store("source.ns.svc.").archive(FLEET, REVISION, tree(), Packing.ALL);

    assertThat(artifact.path()).isEqualTo(PATH);
    assertThat(artifact.url()).isEqualTo("http://source.ns.svc./" + PATH);
    assertThat(artifact.revision()).isEqualTo("main@sha1:" + COMMIT);
    assertThat(artifact.lastUpdateTime()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(artifact.size()).contains(Files.size(folder.resolve(PATH)));
    assertThat(Packing.names(Packing.unzip(folder.resolve(PATH)))).containsExactly(".", "a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"source.ns.svc.", "source.ns.svc./", "http://source.ns.svc.//"})
  void isFoundWhateverItsAddressEndsIn(String address) throws IOException {
    Artifact artifact = store(address).archive(FLEET, REVISION, tree(), Packing.ALL);

    assertThat(artifact.url()).isEqualTo("http://source.ns.svc./" + PATH);
  }

  @Test
  void packsTheSameFilesToTheSameDigest() throws IOException {
    Artifact one = store("x").archive(FLEET, REVISION, tree(), Packing.ALL);
    Artifact other = store("y").archive(FLEET, REVISION, tree(), Packing.ALL);

    assertThat(other.digest()).isEqualTo(one.digest());
    assertThat(Files.readAllBytes(folder.resolve(PATH)))
        .startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  }

  @ParameterizedTest
  @CsvSource({"SHA256, 71", "SHA384, 103", "SHA512, 135"})
  void computesTheDigestThatWasChosen(DigestAlgorithm algorithm, int length) throws IOException {
    ArtifactStore store = store("x", algorithm);

    Artifact artifact = store.archive(FLEET, REVISION, tree(), Packing.ALL);

    assertThat(artifact.digest()).startsWith(algorithm.text() + ":").hasSize(length);
    assertThat(store("x").inspect(artifact)).isEqualTo(new Inspection.Intact());
  }

  @Test
  void refusesAnAlgorithmThatJavaHasNot() {
    assertThatThrownBy(() -> DigestAlgorithm.parse("blake3"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("digest algorithm 'blake3' is not there; use sha256, sha384 or sha512");
  }

  @Test
  void noticesADamagedArtifactAndOneThatIsGone() throws IOException {
    ArtifactStore store = store("x");
    Artifact artifact = store.archive(FLEET, REVISION, tree(), Packing.ALL);

    Files.write(folder.resolve(PATH), new byte[] {1}, StandardOpenOption.APPEND);
    assertThat(store.inspect(artifact))
        .isEqualTo(
            new Inspection.Damaged("computed digest doesn't match '" + artifact.digest() + "'"));

    store.remove(artifact);
    assertThat(store.inspect(artifact)).isEqualTo(new Inspection.Missing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "/etc/hostname", "a/../../outside", ""})
  void neverLooksOutsideTheStorage(String path) throws IOException {
    Path outside = Files.writeString(folder.resolveSibling("outside"), "mine");
    Artifact artifact = artifact(path, "sha256:" + "0".repeat(64));

    assertThat(store("x").inspect(artifact)).isEqualTo(new Inspection.Missing());
    store("x").remove(artifact);
    assertThat(outside).exists();
    Files.delete(outside);
  }

  @Test
  void takesAnUnknownDigestForDamage() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/b"), "");

    assertThat(store("x").inspect(artifact("a/b", "blake3:00")))
        .isEqualTo(
            new Inspection.Damaged(
                "failed to parse artifact digest 'blake3:00': unsupported digest algorithm"));
  }

  @Test
  void servesFromItsAddressOfToday() {
    Artifact artifact = artifact("a/b.tar.gz", "sha256:00");

    assertThat(store("localhost:9090").located(artifact).url())
        .isEqualTo("http://localhost:9090/a/b.tar.gz");
    assertThat(store("https://example.com").located(artifact).url())
        .isEqualTo("https://example.com/a/b.tar.gz");
  }

  @Test
  void deletesTheWholeFolderOfASourceThatIsGone() throws IOException {
    ArtifactStore store = store("x");
    store.archive(FLEET, REVISION, tree(), Packing.ALL);

    assertThat(store.removeAll(FLEET)).isTrue();
    assertThat(folder.resolve("gitrepository/flux-system/fleet")).doesNotExist();
    assertThat(store.removeAll(FLEET)).isFalse();
  }

  @Test
  void leavesTheOldArtifactWhenANewOneFails() throws IOException {
    ArtifactStore store = store("x");
    Artifact artifact = store.archive(FLEET, REVISION, tree(), Packing.ALL);
    FileTree broken = tree();
    broken.put(
        FileTree.names("c"),
        new FileTree.File(
            FileTree.Permission.REGULAR,
            _ -> {
              throw new IOException("no space left on device");
            }));

    assertThatThrownBy(() -> store.archive(FLEET, REVISION, broken, Packing.ALL))
        .isInstanceOfSatisfying(
            ArtifactException.class, failure -> assertThat(failure.step()).isEqualTo(Step.ARCHIVE))
        .hasMessage("no space left on device");
    assertThat(store.inspect(artifact)).isEqualTo(new Inspection.Intact());
    try (var left = Files.list(folder.resolve(PATH).getParent())) {
      assertThat(left).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @Test
  void doesNotWriteWhatAnotherIsWriting() throws IOException {
    Path lock = folder.resolve(PATH + ".lock");
    Files.createDirectories(lock.getParent());

    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      assertThatThrownBy(() -> store("x").archive(FLEET, REVISION, tree(), Packing.ALL))
          .isInstanceOf(AutomationException.class)
          .hasMessageContaining("failed to acquire lock for artifact");
    }
  }

  @Test
  void namesNoPlaceWhenTheFolderCannotBeMade() throws IOException {
    Files.writeString(folder.resolve("gitrepository"), "in the way");

    assertThatThrownBy(() -> store("x").archive(FLEET, REVISION, tree(), Packing.ALL))
        .isInstanceOfSatisfying(
            ArtifactException.class,
            failure -> assertThat(failure.step()).isEqualTo(Step.MAKE_FOLDER))
        .message()
        .doesNotContain(folder.toString());
  }

  private ArtifactStore store(String address) {
    return store(address, DigestAlgorithm.SHA256);
  }

  private ArtifactStore store(String address, DigestAlgorithm algorithm) {
    return new ArtifactStore(
        folder,
        address,
        Retention.STANDARD,
        algorithm,
        InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z")));
  }

  private static FileTree tree() throws IOException {
    return Packing.tree("a", "b");
  }

  private static Artifact artifact(String path, String digest) {
    return new Artifact(
        path, "http://x/" + path, "main@sha1:0", digest, Instant.EPOCH, Optional.empty(), Map.of());
  }
}
