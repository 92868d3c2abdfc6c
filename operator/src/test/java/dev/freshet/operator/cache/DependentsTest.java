package dev.freshet.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.api.source.GitRepository;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.object.ReferenceGraph;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.object.States;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependentsTest {
  private static final ReferenceGraph GRAPH = new ReferenceGraph(TestControllers.KINDS);
  private static final ObjectKey SOURCE = States.key(GitRepository.KIND, "fleet");
  private static final ObjectKey INCLUDING = States.key(GitRepository.KIND, "including");
  private static final ObjectKey REPOSITORY = States.key(ImageRepository.KIND, "podinfo");
  private static final ObjectKey POLICY = States.key(ImagePolicy.KIND, "podinfo");
  private static final ObjectKey AUTOMATION = States.key(ImageUpdateAutomation.KIND, "fleet");

  private static final KnownObjects OBJECTS =
      objects(
          """
          apiVersion: source.toolkit.fluxcd.io/v1
          kind: GitRepository
          metadata: {name: fleet, namespace: apps}
          spec: {url: "https://git.example/fleet", interval: 1m}
          ---
          apiVersion: source.toolkit.fluxcd.io/v1
          kind: GitRepository
          metadata: {name: including, namespace: apps}
          spec: {url: "https://git.example/other", interval: 1m, include: [{repository: {name: fleet}}]}
          ---
          apiVersion: source.toolkit.fluxcd.io/v1
          kind: GitRepository
          metadata: {name: including, namespace: elsewhere}
          spec: {url: "https://git.example/other", interval: 1m, include: [{repository: {name: fleet}}]}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageRepository
          metadata: {name: podinfo, namespace: apps}
          spec: {image: registry.example/podinfo, interval: 1m}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImagePolicy
          metadata: {name: podinfo, namespace: apps}
          spec: {imageRepositoryRef: {name: podinfo}, policy: {alphabetical: {}}}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImagePolicy
          metadata: {name: podinfo, namespace: elsewhere}
          spec: {imageRepositoryRef: {name: podinfo}, policy: {alphabetical: {}}}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageUpdateAutomation
          metadata: {name: fleet, namespace: apps}
          spec:
            interval: 1m
            sourceRef: {kind: GitRepository, name: fleet}
            git: {commit: {author: {email: a@example.com}}}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageUpdateAutomation
          metadata: {name: other, namespace: elsewhere}
          spec:
            interval: 1m
            sourceRef: {kind: GitRepository, name: other}
            git: {commit: {author: {email: a@example.com}}}
          """);

  private final Dependents dependents = new Dependents(GRAPH, OBJECTS, _ -> true);

  @Test
  void aNewObjectRunsAndSoDoesWhatRefersToIt() {
    assertThat(dependents.of(new ObjectChange.Created(REPOSITORY)))
        .containsExactly(REPOSITORY, POLICY);
    assertThat(dependents.of(new ObjectChange.Created(SOURCE))).containsExactly(SOURCE, AUTOMATION);
    assertThat(dependents.of(new ObjectChange.Created(POLICY))).containsExactly(POLICY);
    assertThat(dependents.of(new ObjectChange.Created(AUTOMATION))).containsExactly(AUTOMATION);
  }

  @Test
  void anotherSpecRunsTheObjectAndOfASourceItsAutomations() {
    assertThat(dependents.of(new ObjectChange.SpecChanged(REPOSITORY))).containsExactly(REPOSITORY);
    assertThat(dependents.of(new ObjectChange.SpecChanged(SOURCE)))
        .containsExactly(SOURCE, AUTOMATION);
  }

  @Test
  void aRequestRunsTheObjectOnly() {
    assertThat(dependents.of(new ObjectChange.Requested(SOURCE, "now"))).containsExactly(SOURCE);
  }

  @Test
  void otherTagsRunThePoliciesOfTheRepository() {
    assertThat(dependents.of(new ObjectChange.ResultChanged(REPOSITORY))).containsExactly(POLICY);
  }

  @Test
  void anotherSelectionRunsTheAutomationsOfTheNamespace() {
    assertThat(dependents.of(new ObjectChange.ResultChanged(POLICY))).containsExactly(AUTOMATION);
  }

  @Test
  void anotherArtifactRunsTheSourcesThatIncludeIt() {
    assertThat(dependents.of(new ObjectChange.ResultChanged(SOURCE))).containsExactly(INCLUDING);
  }

  @Test
  void aDeletionRunsTheObjectAndItsEndWhatReferredToIt() {
    assertThat(dependents.of(new ObjectChange.Deleting(REPOSITORY))).containsExactly(REPOSITORY);
    assertThat(dependents.of(new ObjectChange.Deleted(REPOSITORY))).containsExactly(POLICY);
    assertThat(dependents.of(new ObjectChange.Deleted(SOURCE))).containsExactly(AUTOMATION);
  }

  @Test
  void whatLeavesTheShardRunsWhatWorkedOnIt() {
    assertThat(dependents.of(new ObjectChange.Released(REPOSITORY))).containsExactly(POLICY);
  }

  @Test
  void objectsOfOtherShardsAreNotRun() {
    var shard = new Dependents(GRAPH, OBJECTS, POLICY::equals);

    assertThat(shard.of(new ObjectChange.Created(REPOSITORY))).containsExactly(POLICY);
    assertThat(shard.of(new ObjectChange.ResultChanged(POLICY))).isEmpty();
  }

  private static KnownObjects objects(String yaml) {
    Manifests read =
        Manifests.read(
            new Kinds(TestControllers.KINDS),
            List.of(new ManifestText("all.yaml", yaml)),
            "default");
    assertThat(read.problems()).isEmpty();
    return ManifestObjects.of(read);
  }
}
