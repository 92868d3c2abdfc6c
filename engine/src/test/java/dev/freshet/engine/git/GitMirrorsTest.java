package dev.freshet.engine.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.access.Holder;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.remote.RemoteSession;
import dev.freshet.engine.git.store.MirrorStore;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.ClientCertificate;
import dev.freshet.engine.tls.TlsMaterial;
import dev.freshet.engine.work.Workers;
import dev.freshet.testkit.tls.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.TransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GitMirrorsTest {
  private static final String URL = "http://git.example.com/fleet";
  private static final SelfSigned CERTIFICATE = SelfSigned.generate("EC");
  private static final GitCredentials LOGIN = new GitCredentials.Basic("git", "right");
  private static final Holder VICTIM = new Holder("victim", "GitRepository victim/fleet");
  private static final Holder NEIGHBOUR = new Holder("victim", "ImageUpdateAutomation victim/a");
  private static final Holder ATTACKER = new Holder("attacker", "GitRepository attacker/fleet");

  @TempDir private Path storage;
  private final AtomicReference<Instant> now = new AtomicReference<>(Fixture.NOW);
  private final Workers workers = Workers.ofThisMachine();
  private GitMirrors mirrors;

  @BeforeEach
  void open() {
    mirrors = new GitMirrors(storage, now::get, new Random(1), Connections.direct(), workers);
  }

  @AfterEach
  void close() {
    mirrors.close();
    workers.close();
  }

  private void restart() {
    mirrors.close();
    open();
  }

  private static GitRemote remote(GitAccess access) {
    return new GitRemote(URL, access, Duration.ofSeconds(5));
  }

  private static GitRemote remote(GitCredentials credentials) {
    return remote(GitAccess.ANONYMOUS.withCredentials(credentials));
  }

  private List<Path> copies() throws IOException {
    try (Stream<Path> files = Files.list(storage)) {
      return files.filter(path -> path.toString().endsWith(MirrorStore.SUFFIX)).toList();
    }
  }

  /** All ways to be somebody else, or to go another way, with the same URL. */
  static Stream<GitAccess> others() {
    GitAccess access = GitAccess.ANONYMOUS.withCredentials(LOGIN);
    ProxyAddress proxy = ProxyAddress.parse("http://proxy.example.com");
    return Stream.of(
        GitAccess.ANONYMOUS,
        access.withCredentials(new GitCredentials.Basic("git", "wrong")),
        access.withCredentials(new GitCredentials.Basic("git", "")),
        access.withCredentials(new GitCredentials.Basic("gi", "tright")),
        access.withCredentials(new GitCredentials.Bearer("right")),
        access.withTls(
            new TlsMaterial(Optional.of(CERTIFICATE.certificatePem()), Optional.empty())),
        access.withTls(
            new TlsMaterial(
                Optional.empty(),
                Optional.of(
                    new ClientCertificate(CERTIFICATE.certificatePem(), CERTIFICATE.keyPem())))),
        access.withProxy(proxy),
        access.withProxy(proxy.withAccount("me", "a")),
        access.withProxy(proxy.withAccount("me", "b")),
        access.withProxy(ProxyAddress.parse("https://proxy.example.com:80")));
  }

  @ParameterizedTest
  @MethodSource("others")
  void sharesNothingBetweenAccessesThatDiffer(GitAccess other) throws IOException {
    GitMirror victims = mirrors.mirror(remote(LOGIN), VICTIM);

    GitMirror attackers = mirrors.mirror(remote(other), ATTACKER);

    MirrorStore store = victims.copy().store();
    assertThat(attackers.queues()).isNotSameAs(victims.queues());
    assertThat(attackers.copy().store()).isNotSameAs(store);
    assertThat(attackers.copy().store().index()).isNotSameAs(store.index());
    assertThat(attackers.copy().store().fetching()).isNotSameAs(store.fetching());
    assertThat(copies()).hasSize(2);
  }

  @Test
  void sharesOneMirrorBetweenEqualAccesses() throws IOException {
    MirrorStore first = mirrors.mirror(remote(LOGIN), VICTIM).copy().store();

    GitRemote patient = new GitRemote(URL, remote(LOGIN).access(), Duration.ofMinutes(1));
    assertThat(mirrors.mirror(patient, NEIGHBOUR).copy().store()).isSameAs(first);
    assertThat(copies()).hasSize(1);
  }

  @Test
  void namesAreOfNoUseToWhoGuessesSecrets() throws IOException {
    mirrors.mirror(remote(LOGIN), VICTIM);
    List<Path> names = copies();
    mirrors.close();
    Path elsewhere = Files.createDirectory(storage.resolve("elsewhere"));
    try (GitMirrors others =
        new GitMirrors(elsewhere, now::get, new Random(1), Connections.direct(), workers)) {
      others.mirror(remote(LOGIN), VICTIM);

      assertThat(elsewhere.resolve(names.getFirst().getFileName())).doesNotExist();
    }
  }

  @Test
  void findsItsMirrorsAfterARestart() throws IOException {
    mirrors.mirror(remote(LOGIN), VICTIM);
    List<Path> before = copies();
    restart();

    mirrors.mirror(remote(LOGIN), VICTIM);

    assertThat(copies()).isEqualTo(before);
    assertThat(Files.getPosixFilePermissions(storage.resolve("key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void startsOverWithoutItsKey() throws IOException {
    mirrors.mirror(remote(LOGIN), VICTIM);
    List<Path> before = copies();
    mirrors.close();
    for (String damage : List.of("", "x", "x".repeat(100_000))) {
      Files.writeString(storage.resolve("key"), damage);

      open();
      mirrors.mirror(remote(LOGIN), VICTIM);

      assertThat(copies()).hasSize(1).doesNotContainAnyElementsOf(before);
      mirrors.close();
    }
    Files.delete(storage.resolve("key"));
    Files.createDirectory(storage.resolve("key"));
    open();
    mirrors.mirror(remote(LOGIN), VICTIM);
    assertThat(copies()).hasSize(1);
  }

  @Test
  void deletesAMirrorWithTheLastObjectThatHeldIt() throws IOException {
    mirrors.mirror(remote(LOGIN), VICTIM);
    mirrors.mirror(remote(LOGIN), NEIGHBOUR);

    mirrors.release(VICTIM);
    assertThat(copies()).hasSize(1);

    mirrors.release(NEIGHBOUR);
    mirrors.release(NEIGHBOUR);
    assertThat(storage).isDirectoryNotContaining(path -> !path.endsWith("key"));
  }

  @Test
  void letsGoOfAnAccessThatAnObjectNoLongerUses() throws IOException {
    mirrors.mirror(remote(LOGIN), VICTIM);

    mirrors.mirror(remote(GitAccess.ANONYMOUS), VICTIM);

    assertThat(copies()).hasSize(1);
  }

  @Test
  void comesBackToAnAccessItHadBefore() throws IOException {
    mirrors.mirror(remote(LOGIN), VICTIM);
    mirrors.mirror(remote(GitAccess.ANONYMOUS), VICTIM);
    mirrors.mirror(remote(LOGIN), VICTIM);

    assertThat(copies()).hasSize(1);
    mirrors.release(VICTIM);
    assertThat(copies()).isEmpty();
  }

  @Test
  void holdsAThousandAccessesWithoutAThreadForEach() {
    int before = Thread.activeCount();

    for (int i = 0; i < 1000; i++) {
      var _ =
          mirrors.mirror(
              remote(new GitCredentials.Basic("git", "password" + i)),
              new Holder("ns" + i, "GitRepository ns" + i + "/fleet"));
    }

    assertThat(Thread.activeCount()).isLessThan(before + 20);
  }

  @Test
  void deletesTheCopiesOfRepositoriesThatAreGone() throws IOException {
    IntStream.range(0, 3)
        .forEach(i -> mirrors.mirror(remote(new GitCredentials.Bearer("t" + i)), VICTIM));
    mirrors.mirror(remote(LOGIN), NEIGHBOUR);
    mirrors.close();
    for (Path copy : copies()) {
      Files.setLastModifiedTime(copy, FileTime.from(Fixture.NOW));
    }
    now.updateAndGet(instant -> instant.plus(Duration.ofDays(31)));

    open();

    assertThat(copies()).isEmpty();
  }

  @Test
  void neverPrintsWhatItHolds() {
    assertThat(mirrors.mirror(remote(LOGIN), VICTIM).copy().hold().toString())
        .doesNotContain("right");
    assertThat(Map.of("a", remote(LOGIN)).toString()).doesNotContain("right");
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, the disk is full",
    "/a/b.pack (Too many open files), this process has too many files open"
  })
  void namesWhatThisMachineLacks(String message, String said) {
    RemoteSession session = mirrors.mirror(remote(LOGIN), VICTIM).copy().session();

    assertThat(session.describe(new TransportException(message, new IOException(message))))
        .isEqualTo(said);
  }
}
