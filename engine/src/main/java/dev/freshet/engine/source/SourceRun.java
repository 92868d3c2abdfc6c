package dev.freshet.engine.source;

import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.source.Artifact;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.ReconcileContext;
import dev.freshet.engine.reconcile.ReconcileResult;
import dev.freshet.engine.reconcile.RunConditions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of one GitRepository under way: its status so far, and what there is to tell. */
final class SourceRun {
  private static final int LONGEST_SUBJECT = 50;
  private static final List<SourceCondition> FAILURES =
      List.of(
          SourceCondition.FETCH_FAILED,
          SourceCondition.INCLUDE_UNAVAILABLE,
          SourceCondition.STORAGE_OPERATION_FAILED);

  private final ReconcileContext<GitRepositoryStatus> context;
  private final GitRepository repository;
  private final InstantSource clock;
  private final List<Event> events = new ArrayList<>();
  private GitRepositoryStatus status;
  private RunConditions conditions;

  private SourceRun(
      ReconcileContext<GitRepositoryStatus> context,
      GitRepository repository,
      InstantSource clock) {
    this.context = context;
    this.repository = repository;
    this.clock = clock;
    this.status = context.before();
    this.conditions =
        SourceCondition.withoutFailedVerification(
            context.conditions().without(SourceCondition.STORAGE_OPERATION_FAILED.type()));
  }

  static SourceRun begin(
      ReconcileContext<GitRepositoryStatus> context,
      GitRepository repository,
      InstantSource clock) {
    return new SourceRun(context, repository, clock);
  }

  GitRepositoryStatus status() {
    return status;
  }

  /** The artifact is there, and this is how to reach it today. */
  void stored(Artifact artifact) {
    status = status.withArtifact(artifact);
  }

  /** There is no artifact, or none any more. */
  void lacksArtifact(String message) {
    status = status.withoutArtifact();
    conditions = conditions.without(SourceCondition.ARTIFACT_IN_STORAGE.type());
    building(message);
  }

  /** A new artifact has to be made in place of another, if there is one. */
  void outdated(Reason reason, String message) {
    if (status.artifact().isPresent()) {
      mark(SourceCondition.ARTIFACT_OUTDATED, ConditionStatus.TRUE, reason, message);
    }
    building("building artifact: " + message);
  }

  void clear(SourceCondition condition) {
    conditions = conditions.without(condition.type());
  }

  void tell(Event.Type type, Reason reason, String message) {
    events.add(new Event(key(), type, reason, message, clock.instant()));
  }

  /** What is stored is what there is. */
  ReconcileResult<GitRepositoryStatus> unchanged(Reason reason, String message, Duration next) {
    tell(Event.Type.TRACE, reason, message);
    String revision = status.artifact().map(Artifact::revision).orElse("");
    return succeeded(revision, revision, next);
  }

  /** There is a new artifact, made with what the spec says now. */
  ReconcileResult<GitRepositoryStatus> archived(
      Artifact artifact, List<Artifact> includes, String subject, Duration next) {
    status = status.withArtifact(artifact, includes, repository.content());
    return succeeded(artifact.revision(), shortened(subject), next);
  }

  private ReconcileResult<GitRepositoryStatus> succeeded(
      String revision, String commit, Duration next) {
    FAILURES.forEach(this::clear);
    clear(SourceCondition.ARTIFACT_OUTDATED);
    clear(SourceCondition.SOURCE_VERIFIED);
    mark(
        SourceCondition.ARTIFACT_IN_STORAGE,
        ConditionStatus.TRUE,
        Reason.SUCCEEDED,
        "stored artifact for revision '" + revision + "'");
    status.artifact().flatMap(artifact -> news(artifact, commit)).ifPresent(events::add);
    return new ReconcileResult<>(
        status
            .withConditions(SourceCondition.ended(conditions.succeeded(), clock.instant()))
            .withObservedGeneration(repository.metadata().generation()),
        events,
        Optional.of(next));
  }

  /** Something failed; one thing that has to wait for another is not worth a warning. */
  ReconcileResult<GitRepositoryStatus> failed(AutomationException failure, Duration dependency) {
    Instant now = clock.instant();
    Reason reason = ReasonedException.reasonOf(failure);
    String message = String.valueOf(failure.getMessage());
    SourceCondition broken = brokenBy(reason);
    mark(
        broken,
        broken == SourceCondition.SOURCE_VERIFIED ? ConditionStatus.FALSE : ConditionStatus.TRUE,
        reason,
        message);
    boolean waiting = broken == SourceCondition.INCLUDE_UNAVAILABLE;
    tell(waiting ? Event.Type.TRACE : Event.Type.WARNING, reason, message);
    GitRepositoryStatus after =
        status.withConditions(SourceCondition.ended(conditions.failed(reason, message, now), now));
    return new ReconcileResult<>(
        reason.retryable() ? after : after.withObservedGeneration(conditions.generation()),
        events,
        waiting ? Optional.of(dependency) : Optional.empty());
  }

  /** The condition that a failure turns. */
  static SourceCondition brokenBy(Reason reason) {
    return switch (reason) {
      case NOT_FOUND, NO_ARTIFACT -> SourceCondition.INCLUDE_UNAVAILABLE;
      case DIRECTORY_CREATION_FAILED,
          COPY_FAILURE,
          SOURCE_IGNORE_ERROR,
          ARCHIVE_OPERATION_FAILED,
          FAILED ->
          SourceCondition.STORAGE_OPERATION_FAILED;
      case INVALID_VERIFICATION_MODE -> SourceCondition.SOURCE_VERIFIED;
      default -> SourceCondition.FETCH_FAILED;
    };
  }

  private Optional<Event> news(Artifact artifact, String commit) {
    boolean isNew =
        context.before().artifact().filter(old -> old.digest().equals(artifact.digest())).isEmpty();
    boolean recovered =
        FAILURES.stream()
            .anyMatch(failure -> context.before().conditions().find(failure.type()).isPresent());
    if (!isNew && !recovered) {
      return Optional.empty();
    }
    return Optional.of(
        new Event(
            key(),
            Event.Type.NORMAL,
            isNew ? Reason.NEW_ARTIFACT : Reason.SUCCEEDED,
            "stored artifact for commit '" + commit + "'",
            clock.instant(),
            Map.of("revision", artifact.revision(), "digest", artifact.digest())));
  }

  private static String shortened(String subject) {
    int[] characters = subject.codePoints().toArray();
    return characters.length > LONGEST_SUBJECT
        ? new String(characters, 0, LONGEST_SUBJECT) + "..."
        : subject;
  }

  private void building(String message) {
    conditions = conditions.undecided(message, clock.instant());
    context.show(status.withConditions(conditions.now()));
  }

  private void mark(
      SourceCondition condition, ConditionStatus holds, Reason reason, String message) {
    conditions = conditions.with(condition.type(), holds, reason, message, clock.instant());
  }

  private ObjectKey key() {
    return repository.key();
  }
}
