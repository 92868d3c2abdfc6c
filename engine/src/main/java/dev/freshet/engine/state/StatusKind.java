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

/**
 * The status of one kind of object.
 *
 * @param reader of the JSON that {@link StatusJson#write} makes
 * @param initial of an object that has never run
 */
public record StatusKind<S extends ObjectStatus<S>>(
    Kind kind, Function<JsonNode, S> reader, S initial) {
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

  public ObjectKey key(NamespacedName name) {
    return new ObjectKey(kind, name);
  }
}
