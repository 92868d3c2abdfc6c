package dev.freshet.engine.image;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.StatusStore;
import java.util.List;

/** Statuses of which the steps of a run are kept too, which a folder drops. */
public record WatchedStatuses(StatusStore stored, List<List<String>> shown) implements StatusStore {
  @Override
  public <S extends ObjectStatus<S>> S read(Kind<?, S> kind, NamespacedName name) {
    return stored.read(kind, name);
  }

  @Override
  public <S extends ObjectStatus<S>> void write(Kind<?, S> kind, NamespacedName name, S status) {
    stored.write(kind, name, status);
  }

  @Override
  public <S extends ObjectStatus<S>> void progress(Kind<?, S> kind, NamespacedName name, S status) {
    shown.add(texts(status));
  }

  /** The conditions in their order, a line each. */
  public static List<String> texts(ObjectStatus<?> status) {
    return status.conditions().list().stream().map(WatchedStatuses::text).toList();
  }

  private static String text(Condition condition) {
    return "%s=%s/%s: %s"
        .formatted(
            condition.type(), condition.status().text(), condition.reason(), condition.message());
  }
}
