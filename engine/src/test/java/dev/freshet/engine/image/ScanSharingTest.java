package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.testkit.registry.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several ImageRepositories of one image: what they have in common, and what each has alone. */
class ScanSharingTest {
  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void serve() {
    lab = new Lab(folder);
    lab.registry.push("app", "1.0.0", "1.0.1");
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  private void declare(String name, String more) {
    lab.declare(
        name,
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata:
          name: %1$s
        spec:
          image: %2$s
          interval: 10m
        %3$s---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata:
          name: %1$s
        spec:
          imageRepositoryRef:
            name: %1$s
          policy:
            semver:
              range: 1.x
        """
            .formatted(name, lab.image(), more));
  }

  private void scan(String name) {
    var _ = lab.runOfItsOwnAccord(ImageRepository.KIND, name);
  }

  private int requests() {
    return lab.registry.received(Place.page(1)).size();
  }

  private ImageRepositoryStatus status(String name) {
    return lab.state().statuses().read(ImageRepository.KIND, Lab.name(name));
  }

  private Instant scanTime(String name) {
    return status(name).lastScanResult().map(ScanResult::scanTime).orElseThrow();
  }

  private String selected(String name) {
    var _ = lab.runOfItsOwnAccord(ImagePolicy.KIND, name);
    return Lab.ready(lab.state().statuses().read(ImagePolicy.KIND, Lab.name(name)).conditions());
  }

  @Test
  void askTheRegistryOnceWhenTheyAreDueTogether() {
    declare("a", "");
    declare("b", "");
    scan("a");
    scan("b");
    lab.pass(Duration.ofMinutes(10));

    scan("a");
    scan("b");

    assertThat(requests()).isEqualTo(3);
    assertThat(scanTime("b")).isEqualTo(scanTime("a"));
  }

  @Test
  void ofWhichANewOneAsksTheRegistryItself() {
    declare("a", "");
    scan("a");
    lab.registry.push("app", "1.0.2");
    declare("b", "");

    scan("b");

    assertThat(requests()).isEqualTo(2);
    assertThat(status("b").lastScanResult().orElseThrow().tagCount()).isEqualTo(3);
  }

  @Test
  void ofWhichOneWithOtherExclusionsAsksTheRegistryItself() {
    declare("a", "");
    scan("a");
    lab.registry.push("app", "1.0.2");
    declare("a", "  exclusionList: ['^0']\n");

    scan("a");

    assertThat(status("a").lastScanResult().orElseThrow().tagCount()).isEqualTo(3);
  }

  @Test
  void ofWhichOneThatIsNotLetInLearnsNothingFromTheOther() {
    lab.registry.withPassword("robot", "secret");
    lab.declare(
        "secret",
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: pull
        type: kubernetes.io/dockerconfigjson
        data:
          .dockerconfigjson: %s
        """
            .formatted(
                Base64.getEncoder()
                    .encodeToString(
                        """
                        {"auths": {"%s": {"username": "robot", "password": "secret"}}}
                        """
                            .formatted(lab.registry.host())
                            .getBytes(StandardCharsets.UTF_8))));
    declare("owner", "  secretRef:\n    name: pull\n");
    declare("stranger", "");

    scan("owner");
    scan("stranger");

    assertThat(selected("owner")).endsWith("resolved to 1.0.1");
    assertThat(status("stranger").conditions().isTrue(Condition.READY)).isFalse();
    assertThat(selected("stranger")).endsWith("no tags in database");
  }

  @Test
  void areScannedAgainByWhoeverHasAnOlderListThanTheStatusTellsOf() throws IOException {
    declare("a", "");
    scan("a");
    for (Path file : ledger()) {
      Files.setLastModifiedTime(file, FileTime.from(scanTime("a").minusSeconds(1)));
    }
    lab.registry.push("app", "1.0.2");
    lab.restart();
    lab.pass(Duration.ofMinutes(1));

    scan("a");

    assertThat(selected("a")).endsWith("resolved to 1.0.2");
  }

  private List<Path> ledger() throws IOException {
    try (Stream<Path> files = Files.list(lab.state().ledger())) {
      return files.toList();
    }
  }

  @Test
  void leaveNothingBehindWhenTheyAreDeletedReadableOrNot() throws IOException {
    declare("a", "");
    declare("b", "");
    scan("a");
    scan("b");

    lab.forget("a");
    lab.pipeline().cleanUp(new ObjectKey(ImageRepository.KIND, Lab.name("a")));

    assertThat(ledger()).hasSize(1);
    assertThat(selected("b")).endsWith("resolved to 1.0.1");
  }
}
