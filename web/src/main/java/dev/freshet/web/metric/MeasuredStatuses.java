package dev.freshet.web.metric;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.pipeline.Degradation;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.StatusKind;
import dev.freshet.engine.state.StatusStore;

/**
 * Keeps statuses where another does, and reads the metrics of scans and pushes off them. What a
 * restarted process finds stored counts too, so that the age of a scan is known before the next.
 */
public final class MeasuredStatuses implements StatusStore {
  private final StatusStore store;
  private final Metrics metrics;

  public MeasuredStatuses(StatusStore store, Metrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public <S extends ObjectStatus<S>> S read(StatusKind<S> kind, NamespacedName name) {
    S status = store.read(kind, name);
    if (status instanceof ImageRepositoryStatus repository) {
      seen(name, repository);
    }
    return status;
  }

  @Override
  public void write(ObjectKey object, ObjectStatus<?> status) {
    if (status instanceof ImageUpdateAutomationStatus automation && hasPushed(object, automation)) {
      // Also when it cannot be noted: it has happened.
      metrics.pushed(object.name());
    }
    store.write(object, status);
    if (status instanceof ImageRepositoryStatus repository) {
      seen(object.name(), repository);
    }
  }

  @Override
  public void progress(ObjectKey object, ObjectStatus<?> status) {
    store.progress(object, status);
  }

  private void seen(NamespacedName name, ImageRepositoryStatus status) {
    status
        .lastScanResult()
        .ifPresent(scan -> {
          metrics.scanned(name, scan.tagCount(), scan.scanTime());
          if (Degradation.isMarked(status.conditions())) {
            metrics.held(name);
          } else {
            metrics.released(name);
          }
        });
  }

  private boolean hasPushed(ObjectKey object, ImageUpdateAutomationStatus after) {
    return after.lastPushCommit().isPresent()
        && !after.lastPushCommit().equals(store.automation(object.name()).lastPushCommit());
  }
}
