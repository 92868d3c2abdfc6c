package dev.freshet.engine.image;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.StatusStore;
import java.util.List;

/** Statuses of which the steps of a run are kept too, which a folder drops. */
record WatchedStatuses(StatusStore stored, List<List<String>> shown) implements StatusStore {
  @Override
  public <S extends ObjectStatus<S>> S read(StatusKind<S> kind, NamespacedName name) {
    return stored.read(kind, name);
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
