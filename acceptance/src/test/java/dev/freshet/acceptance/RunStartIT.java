package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} does where its manifests cannot be read, at the start or later. */
class RunStartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(15);

  @TempDir private Path folder;
  private Lab lab;
  private ServedRepository app;

  @BeforeEach
  void serve() {
    lab = new Lab(folder);
    app = lab.app("web");
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private Freshet run(String from, String... more) {
    return Freshet.start(
        folder,
        Stream.concat(
                Stream.of("run", "--from", from, "--state", lab.state.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  /** The manifests of the lab in Git. */
  private ServedRepository manifests() throws IOException {
    Map<String, String> files = new HashMap<>();
    try (Stream<Path> all = Files.list(lab.from)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return lab.git.create("manifests", files);
  }

  @Test
  void endsAtOnceWhereThereIsNoFolder() {
    long begun = System.nanoTime();
    try (Freshet freshet = run(folder.resolve("nowhere").toString())) {
      Outcome outcome = freshet.await();

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.errorLines()).singleElement().asString().endsWith("no such folder");
    }
  }

  @Test
  void goesOnTryingWhileTheServerIsAwayAndSaysSoOnce() throws IOException {
    try (var doorman = new Doorman(manifests().url(), Doorman.Mood.AWAY);
        Freshet freshet = run(doorman.url())) {
      await().atMost(PATIENCE).until(() -> freshet.err().contains("; trying again"));
      doorman.asked();
      await().atMost(PATIENCE).until(() -> doorman.asked() > 0);
      assertThat(freshet.isAlive()).isTrue();
      assertThat(freshet.err().lines()).hasSize(1);

      doorman.become(Doorman.Mood.OPEN);

      await().atMost(PATIENCE).until(() -> app.log("main", "%h").size() == 2);
      assertThat(freshet.err()).contains("► running 1 image repositories");
    }
  }

  @Test
  void outlivesAnswersThatAreNonsense() throws IOException {
    try (var doorman = new Doorman(manifests().url(), Doorman.Mood.CONFUSED);
        Freshet freshet = run(doorman.url())) {
      await().atMost(PATIENCE).until(() -> freshet.err().contains("; trying again"));
      doorman.become(Doorman.Mood.OPEN);

      await().atMost(PATIENCE).until(() -> app.log("main", "%h").size() == 2);
      assertThat(freshet.err()).doesNotContain("defect");
      assertThat(freshet.stop().code()).isEqualTo(143);
    }
  }

  @Test
  void failsWithTheReasonWhenItIsToRunOnce() throws IOException {
    try (var doorman = new Doorman(manifests().url(), Doorman.Mood.AWAY);
        Freshet freshet = run(doorman.url(), "--once")) {
      Outcome outcome = freshet.await();

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("503").doesNotContain("defect");
    }
  }

  @Test
  void keepsWhatItReadBeforeWhenManifestsCannotBeRead() throws IOException {
    try (Freshet freshet = run(lab.from.toString())) {
      await().atMost(PATIENCE).until(() -> app.log("main", "%h").size() == 2);
      Path dump = lab.from.resolve("dump.yaml");
      try (var file = new RandomAccessFile(dump.toFile(), "rw")) {
        file.setLength(200 << 20);
      }
      await().atMost(PATIENCE).until(() -> freshet.err().contains("dump.yaml is longer than 8 MB"));

      lab.registry.push("apps/web", "1.0.2");
      Outcome asked = lab.freshet("reconcile", "image", "repository", "web");

      assertThat(asked.code()).isZero();
      await().atMost(PATIENCE).until(() -> app.log("main", "%h").size() == 3);
      assertThat(freshet.err().lines().filter(line -> line.contains("dump.yaml"))).hasSize(1);
    }
  }

  @Test
  void refusesAFileThatIsTooLong() throws IOException {
    try (var file = new RandomAccessFile(lab.from.resolve("dump.yaml").toFile(), "rw")) {
      file.setLength(200 << 20);
    }
    try (Freshet freshet = run(lab.from.toString(), "--once")) {
      Outcome outcome = freshet.await();

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.err()).contains("dump.yaml is longer than 8 MB");
    }
  }

  @Test
  void keepsItsStateForItsUserAlone() throws IOException {
    try (Freshet freshet = run(lab.from.toString(), "--once")) {
      assertThat(freshet.await().code()).isZero();
    }

    try (Stream<Path> all = Files.walk(lab.state)) {
      List<Path> open =
          all.filter(path -> !Files.isSymbolicLink(path))
              .filter(path -> !permissions(path).endsWith("------"))
              .toList();
      assertThat(open).isEmpty();
    }
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(
          Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }
}
