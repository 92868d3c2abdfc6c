package dev.freshet.engine.image;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.StatusStore;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/** Statuses of which some fail to be read, in ways that nobody foresaw, or never are shown. */
record FailingStatuses(StatusStore stored, Map<String, Throwable> failures) implements StatusStore {
  @Override
  public <S extends ObjectStatus<S>> S read(Kind<?, S> kind, NamespacedName name) {
    Throwable failure = failures.get(name.name());
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException unforeseen) {
      throw unforeseen;
    }
    return stored.read(kind, name);
  }

  @Override
  public <S extends ObjectStatus<S>> void write(Kind<?, S> kind, NamespacedName name, S status) {
    stored.write(kind, name, status);
  }

  @Override
  public <S extends ObjectStatus<S>> void progress(Kind<?, S> kind, NamespacedName name, S status) {
    if (failures.get(name.name()) instanceof InterruptedException
        && WatchedStatuses.texts(status).toString().contains("scanning")) {
      hang();
    }
    stored.progress(kind, name, status);
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
