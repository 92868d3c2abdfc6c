package dev.freshet.web.metric;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.pipeline.Degradation;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.StatusStore;
import java.time.Duration;
import java.time.Instant;

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
  public GitRepositoryStatus source(NamespacedName name) {
    return store.source(name);
  }

  @Override
  public ImageRepositoryStatus repository(NamespacedName name) {
    ImageRepositoryStatus status = store.repository(name);
    seen(name, status);
    return status;
  }

  @Override
  public ImagePolicyStatus policy(NamespacedName name) {
    return store.policy(name);
  }

  @Override
  public ImageUpdateAutomationStatus automation(NamespacedName name) {
    return store.automation(name);
  }

  @Override
  public void write(ObjectKey object, ObjectStatus<?> status) {
    if (status instanceof ImageUpdateAutomationStatus after) {
      // A push has happened, whether or not it can be noted.
      pushed(object.name(), store.automation(object.name()), after);
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

  private void pushed(
      NamespacedName name, ImageUpdateAutomationStatus before, ImageUpdateAutomationStatus after) {
    if (after.lastPushCommit().equals(before.lastPushCommit())) {
      return;
    }
    Instant start = after.lastAutomationRunTime().orElse(Instant.MIN);
    after
        .lastPushTime()
        .filter(end -> !end.isBefore(start))
        .ifPresent(end -> metrics.pushed(name, Duration.between(start, end)));
  }
}
