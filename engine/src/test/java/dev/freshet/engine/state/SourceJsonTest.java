package dev.freshet.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.source.Artifact;
import dev.freshet.api.source.ContentSpec;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.api.source.Include;
import dev.freshet.api.source.VerificationMode;
import dev.freshet.core.NamespacedName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceJsonTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Artifact ARTIFACT =
      new Artifact(
          "gitrepository/ns/fleet/1.tar.gz",
          "http://x/gitrepository/ns/fleet/1.tar.gz",
          "main@sha1:1",
          "sha256:aa",
          NOW,
          Optional.of(17L),
          Map.of("key", "value"));
  private static final GitRepositoryStatus STATUS =
      new GitRepositoryStatus(
          Conditions.NONE.with(
              new Condition(Condition.READY, ConditionStatus.TRUE, "Succeeded", "fine", NOW, 3)),
          3,
          Optional.of(ARTIFACT),
          List.of(ARTIFACT.withUrl("http://y/1")),
          new ContentSpec(
              Optional.of(""),
              true,
              List.of(
                  new Include("base", Optional.empty(), Optional.of("to")),
                  new Include("x", Optional.of("from"), Optional.empty())),
              List.of("apps")),
          Optional.of(VerificationMode.TAG_AND_HEAD),
          "token");

  private static final String JSON =
      """
      {
        "conditions": [
          {"type": "Ready", "status": "True", "reason": "Succeeded", "message": "fine",
           "lastTransitionTime": "2026-01-02T03:04:05Z", "observedGeneration": 3}],
        "observedGeneration": 3,
        "lastHandledReconcileAt": "token",
        "artifact": {
          "path": "gitrepository/ns/fleet/1.tar.gz",
          "url": "http://x/gitrepository/ns/fleet/1.tar.gz",
          "revision": "main@sha1:1", "digest": "sha256:aa",
          "lastUpdateTime": "2026-01-02T03:04:05Z", "size": 17, "metadata": {"key": "value"}},
        "includedArtifacts": [
          {"path": "gitrepository/ns/fleet/1.tar.gz", "url": "http://y/1",
           "revision": "main@sha1:1", "digest": "sha256:aa",
           "lastUpdateTime": "2026-01-02T03:04:05Z", "size": 17, "metadata": {"key": "value"}}],
        "observedIgnore": "",
        "observedRecurseSubmodules": true,
        "observedInclude": [
          {"repository": {"name": "base"}, "toPath": "to"},
          {"repository": {"name": "x"}, "fromPath": "from"}],
        "observedSparseCheckout": ["apps"],
        "sourceVerificationMode": "TagAndHEAD"
      }
      """;

  @TempDir private Path folder;

  @Test
  void writesTheFieldsOfTheApi() throws Exception {
    ObjectMapper mapper = new ObjectMapper();

    assertThat(mapper.readTree(GitRepository.KIND.status().write(STATUS).toString()))
        .isEqualTo(mapper.readTree(JSON));
  }

  @Test
  void readsBackWhatItWrote() {
    Statuses statuses = new StateFolder(folder).statuses();
    var name = new NamespacedName("ns", "fleet");

    statuses.write(GitRepository.KIND, name, STATUS);

    assertThat(statuses.read(GitRepository.KIND, name)).isEqualTo(STATUS);
    assertThat(statuses.read(GitRepository.KIND, new NamespacedName("ns", "new")))
        .isEqualTo(GitRepositoryStatus.INITIAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"artifact\": {\"path\": \"a\", \"checksum\": \"aa\"}}",
        "{\"artifact\": {\"digest\": \"sha256:aa\", \"lastUpdateTime\": \"yesterday\"}}",
        "{\"artifact\": null, \"observedIgnore\": null}"
      })
  void takesAnArtifactOfAnotherVersionForNone(String json) throws Exception {
    assertThat(GitRepository.KIND.status().read(new ObjectMapper().readTree(json)))
        .isEqualTo(GitRepositoryStatus.INITIAL);
  }
}
