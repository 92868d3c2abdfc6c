package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Run;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever ends a run is an outcome of that run. */
@Timeout(60)
class UnforeseenEndTest {
  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab(folder);
    lab.registry.push("app", "1.0.0");
    lab.declareApp(Lab.semver("1.x"));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new StackOverflowError(), "nested too deeply"),
        Arguments.of(new NoClassDefFoundError("gone"), "this is a defect of Freshet"),
        Arguments.of(new AssertionError("wrong"), "this is a defect of Freshet"),
        Arguments.of(new IllegalStateException("wrong"), "this is a defect of Freshet"),
        Arguments.of(
            new UncheckedIOException(new NoSuchFileException("/secret/path")),
            "read or write a file: no such file"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isAnOutcomeAndKeepsNoOtherObjectFromRunning(Throwable failure, String told) {
    lab.failStatusesOf("broken", failure);
    lab.declare(
        "broken",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: broken}
        spec: {image: %s, interval: 1m}
        """
            .formatted(lab.image()));

    Map<ObjectKey, Run> runs = lab.run();

    assertThat(runs.get(new ObjectKey(ImageRepository.KIND, Lab.name("broken"))))
        .extracting(Run::result)
        .isEqualTo(Run.Result.LOST);
    assertThat(runs).hasSize(3);
    assertThat(lab.selected()).isEqualTo("1.0.0");
    assertThat(lab.told(Event.Type.WARNING)).singleElement().asString().contains(told);
    assertThat(lab.told(Event.Type.WARNING).toString()).doesNotContain("/secret");
  }

  @Test
  void isAnOutcomeWhenARunNeverEnds() {
    lab.limitRuns(Duration.ofMillis(50));
    lab.hangRunsOf("broken");
    lab.declare(
        "broken",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: broken}
        spec: {image: %s, interval: 1m, timeout: 10ms}
        """
            .formatted(lab.image()));

    Map<ObjectKey, Run> runs = lab.run();

    assertThat(runs.get(new ObjectKey(ImageRepository.KIND, Lab.name("broken"))))
        .extracting(Run::result)
        .isEqualTo(Run.Result.FAILED);
    assertThat(
            Lab.ready(
                lab.state().statuses().read(ImageRepository.KIND, Lab.name("broken")).conditions()))
        .isEqualTo("False/DeadlineExceeded: the run took more than 100ms and was ended");
  }

  @Test
  void isNoDefectWhenTheDiskExplainsIt() {
    lab.failStatusesOf("app", new UncheckedIOException(new NoSuchFileException("x")));

    assertThat(lab.run().values()).allMatch(run -> run.result() == Run.Result.LOST);
  }
}
