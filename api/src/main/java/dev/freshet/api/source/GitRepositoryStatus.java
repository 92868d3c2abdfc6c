package dev.freshet.api.source;

import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a GitRepository: the artifact others consume, and what it was made with.
 *
 * @param includedArtifacts those of the includes, in the order of the spec
 * @param observed what the artifact was made with
 * @param verified what was verified the last time
 */
public record GitRepositoryStatus(
    Conditions conditions,
    long observedGeneration,
    Optional<Artifact> artifact,
    List<Artifact> includedArtifacts,
    ContentSpec observed,
    Optional<VerificationMode> verified,
    String lastHandledReconcileAt)
    implements ObjectStatus<GitRepositoryStatus> {
  public static final GitRepositoryStatus INITIAL =
      new GitRepositoryStatus(
          Conditions.NONE,
          -1,
          Optional.empty(),
          List.of(),
          ContentSpec.WHOLE,
          Optional.empty(),
          "");

  public GitRepositoryStatus {
    includedArtifacts = List.copyOf(includedArtifacts);
  }

  @Override
  public GitRepositoryStatus begun(Instant at) {
    return this;
  }

  @Override
  public GitRepositoryStatus withConditions(Conditions other) {
    return new GitRepositoryStatus(
        other,
        observedGeneration,
        artifact,
        includedArtifacts,
        observed,
        verified,
        lastHandledReconcileAt);
  }

  @Override
  public GitRepositoryStatus withObservedGeneration(long generation) {
    return new GitRepositoryStatus(
        conditions,
        generation,
        artifact,
        includedArtifacts,
        observed,
        verified,
        lastHandledReconcileAt);
  }

  @Override
  public GitRepositoryStatus withLastHandledReconcileAt(String token) {
    return new GitRepositoryStatus(
        conditions, observedGeneration, artifact, includedArtifacts, observed, verified, token);
  }

  /** The same with the artifact described otherwise, not made of anything else. */
  public GitRepositoryStatus withArtifact(Artifact stored) {
    return new GitRepositoryStatus(
        conditions,
        observedGeneration,
        Optional.of(stored),
        includedArtifacts,
        observed,
        verified,
        lastHandledReconcileAt);
  }

  /** The same, after the artifact was lost. */
  public GitRepositoryStatus withoutArtifact() {
    return new GitRepositoryStatus(
        conditions,
        observedGeneration,
        Optional.empty(),
        includedArtifacts,
        observed,
        verified,
        lastHandledReconcileAt);
  }

  /** The same with a new artifact, made with these; nothing of it is verified. */
  public GitRepositoryStatus withArtifact(
      Artifact stored, List<Artifact> included, ContentSpec content) {
    return new GitRepositoryStatus(
        conditions,
        observedGeneration,
        Optional.of(stored),
        included,
        content,
        Optional.empty(),
        lastHandledReconcileAt);
  }
}
