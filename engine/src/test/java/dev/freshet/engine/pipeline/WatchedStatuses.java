package dev.freshet.engine.pipeline;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.StatusStore;
import java.util.List;

/** Statuses of which the steps of a run are kept too, which a folder drops. */
record WatchedStatuses(StatusStore stored, List<List<String>> shown) implements StatusStore {
  @Override
  public GitRepositoryStatus source(NamespacedName name) {
    return stored.source(name);
  }

  @Override
  public ImageRepositoryStatus repository(NamespacedName name) {
    return stored.repository(name);
  }

  @Override
  public ImagePolicyStatus policy(NamespacedName name) {
    return stored.policy(name);
  }

  @Override
  public ImageUpdateAutomationStatus automation(NamespacedName name) {
    return stored.automation(name);
  }

  @Override
  public void write(ObjectKey object, ObjectStatus<?> status) {
    stored.write(object, status);
  }

  @Override
  public void progress(ObjectKey object, ObjectStatus<?> status) {
    shown.add(texts(status));
  }

  /** The conditions in their order, a line each. */
  static List<String> texts(ObjectStatus<?> status) {
    return status.conditions().list().stream().map(WatchedStatuses::text).toList();
  }

  private static String text(Condition condition) {
    return "%s=%s/%s: %s"
        .formatted(
            condition.type(), condition.status().text(), condition.reason(), condition.message());
  }
}
