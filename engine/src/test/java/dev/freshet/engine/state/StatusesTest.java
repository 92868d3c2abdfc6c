package dev.freshet.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusesTest {
  private static final NamespacedName NAME = new NamespacedName("flux-system", "podinfo");
  private static final ObjectKey POLICY = new ObjectKey(ImagePolicy.KIND, NAME);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Conditions READY =
      Conditions.NONE.with(
          new Condition(
              Condition.READY, ConditionStatus.TRUE, "Succeeded", "all \"fine\"\n✔", NOW, 1));
  private static final ImageRef REF =
      new ImageRef(
          "ghcr.io/stefanprodan/podinfo",
          new Tag("5.0.3"),
          Optional.of(new Digest("sha256:" + "0123456789abcdef".repeat(4))));

  @TempDir private Path folder;
  private Statuses statuses;

  @BeforeEach
  void open() {
    statuses = new StateFolder(folder).statuses();
  }

  @Test
  void readsTheStatusOfARepositoryAsItWasWritten() {
    var status =
        new ImageRepositoryStatus(
            READY,
            1,
            "ghcr.io/stefanprodan/podinfo",
            Optional.of(new ScanResult("123", 2, NOW, List.of("5.0.3", "5.0.0"))),
            List.of("^.*\\.sig$"),
            "token");

    statuses.write(ImageRepository.KIND, NAME, status);

    assertThat(statuses.read(ImageRepository.KIND, NAME)).isEqualTo(status);
  }

  @Test
  void readsTheStatusOfAPolicyAsItWasWritten() {
    ImageRef before = new ImageRef(REF.name(), new Tag("5.0.2"), Optional.empty());
    var status = new ImagePolicyStatus(READY, 1, Optional.of(REF), Optional.of(before), "token");

    statuses.write(ImagePolicy.KIND, NAME, status);

    assertThat(statuses.read(ImagePolicy.KIND, NAME)).isEqualTo(status);
  }

  @Test
  void readsTheStatusOfAnAutomationAsItWasWritten() {
    var status =
        new ImageUpdateAutomationStatus(
            READY,
            1,
            Optional.of(NOW),
            Optional.of("0123abc"),
            Optional.of(NOW.plusSeconds(1)),
            Map.of("podinfo", REF),
            Optional.of("main@sha1:0123abc"),
            "token");

    statuses.write(ImageUpdateAutomation.KIND, NAME, status);

    assertThat(statuses.read(ImageUpdateAutomation.KIND, NAME)).isEqualTo(status);
  }

  @Test
  void knowsNothingOfAnObjectThatNeverRan() {
    assertThat(statuses.read(ImageRepository.KIND, NAME)).isEqualTo(ImageRepositoryStatus.INITIAL);
    assertThat(statuses.read(ImagePolicy.KIND, NAME)).isEqualTo(ImagePolicyStatus.INITIAL);
    assertThat(statuses.read(ImageUpdateAutomation.KIND, NAME))
        .isEqualTo(ImageUpdateAutomationStatus.INITIAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"conditions\": 5}",
        "{\"conditions\": [{\"type\": \"Ready\", \"lastTransitionTime\": \"yesterday\"}]}",
        "{\"conditions\": [{\"type\": \"Ready\", \"status\": \"Perhaps\"}]}",
        "{\"latestRef\": {\"name\": \"a\", \"tag\": \"b\", \"digest\": \"nonsense\"}}",
      })
  void startsAnewFromADamagedFile(String content) throws IOException {
    Path file = folder.resolve("status/imagepolicy/flux-system/podinfo.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);

    assertThat(statuses.read(ImagePolicy.KIND, NAME).latestRef()).isEmpty();
  }

  @Test
  void leavesAFileAsItIsThatSaysTheSame() throws IOException {
    var status = new ImagePolicyStatus(READY, 1, Optional.of(REF), Optional.empty(), "");
    Path file = folder.resolve("status/imagepolicy/flux-system/podinfo.json");
    statuses.write(ImagePolicy.KIND, NAME, status);
    Files.setLastModifiedTime(file, FileTime.from(NOW));

    statuses.write(ImagePolicy.KIND, NAME, status);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(NOW));
  }

  @Test
  void forgetsADeletedStatus() {
    statuses.write(
        ImagePolicy.KIND,
        NAME,
        new ImagePolicyStatus(READY, 1, Optional.of(REF), Optional.empty(), ""));

    statuses.delete(POLICY);

    assertThat(statuses.json(POLICY)).isEmpty();
  }
}
