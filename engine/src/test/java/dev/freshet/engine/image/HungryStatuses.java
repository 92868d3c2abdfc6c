package dev.freshet.engine.image;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.StatusStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statuses of which one cannot be shown with all the memory there is. */
record HungryStatuses(StatusStore stored, String hungry) implements StatusStore {
  static @Nullable Object kept;

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
    if (name.name().equals(hungry)) {
      List<long[]> all = new ArrayList<>();
      kept = all;
      all.add(new long[1_500_000]);
      while (true) {
        all.add(new long[1000]);
      }
    }
  }
}
