package dev.freshet.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey.Kind;
import java.util.function.Function;

/** The status of one kind of object: one of the four constants. */
public final class StatusKind<S extends ObjectStatus<S>> {
  public static final StatusKind<GitRepositoryStatus> SOURCE =
      new StatusKind<>(Kind.GIT_REPOSITORY, StatusJson::source, GitRepositoryStatus.INITIAL);

  public static final StatusKind<ImageRepositoryStatus> REPOSITORY =
      new StatusKind<>(
          Kind.IMAGE_REPOSITORY, StatusJson::repository, ImageRepositoryStatus.INITIAL);

  public static final StatusKind<ImagePolicyStatus> POLICY =
      new StatusKind<>(Kind.IMAGE_POLICY, StatusJson::policy, ImagePolicyStatus.INITIAL);

  public static final StatusKind<ImageUpdateAutomationStatus> AUTOMATION =
      new StatusKind<>(
          Kind.IMAGE_UPDATE_AUTOMATION,
          StatusJson::automation,
          ImageUpdateAutomationStatus.INITIAL);

  private final Kind kind;
  private final Function<JsonNode, S> reader;
  private final S initial;

  private StatusKind(Kind kind, Function<JsonNode, S> reader, S initial) {
    this.kind = kind;
    this.reader = reader;
    this.initial = initial;
  }

  public static StatusKind<?> of(Kind kind) {
    return switch (kind) {
      case GIT_REPOSITORY -> SOURCE;
      case IMAGE_REPOSITORY -> REPOSITORY;
      case IMAGE_POLICY -> POLICY;
      case IMAGE_UPDATE_AUTOMATION -> AUTOMATION;
    };
  }

  public Kind kind() {
    return kind;
  }

  public ObjectKey key(NamespacedName name) {
    return new ObjectKey(kind, name);
  }

  /** Reads the JSON that {@link StatusJson#write} makes. */
  public S read(JsonNode json) {
    return reader.apply(json);
  }

  /** What an object has that has never run. */
  public S initial() {
    return initial;
  }
}
