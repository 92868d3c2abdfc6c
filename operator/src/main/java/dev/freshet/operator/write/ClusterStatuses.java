package dev.freshet.operator.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.StatusStore;
import dev.freshet.operator.cache.ObjectCache;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.server.Answer;
import dev.freshet.operator.server.ApiRetryPolicy;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.thread.Boundary;
import dev.freshet.web.health.Pulse;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statuses in the API server. What is read is never older than what was written here; what is
 * written is the difference only, as the Flux controller of that kind.
 */
public final class ClusterStatuses implements StatusStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterStatuses.class);

  private static final String WRITE = "write the status of";

  private final ObjectCache cache;
  private final ObjectUpdates updates;
  private final Pulse pulse;
  private final StatusCoalescer<ObjectNode> progress = new StatusCoalescer<>(this::show);

  public ClusterStatuses(ApiServerClient server, ObjectCache cache, Pulse pulse) {
    this.cache = cache;
    this.pulse = pulse;
    updates = new ObjectUpdates(server, cache);
  }

  @Override
  public <S extends ObjectStatus<S>> S read(Kind<?, S> kind, NamespacedName name) {
    try {
      return cache
          .find(new ObjectKey(kind, name))
          .map(ClusterObject::status)
          .map(kind.status()::read)
          // It is not the run's, and is made anew where it is needed.
          .map(status -> status.withConditions(status.conditions().without(StatusSize.CONDITION)))
          .orElse(kind.status().initial());
    } catch (RuntimeException | StackOverflowError _) {
      // Nobody's status but ours counts, and ours can be read: the next run writes it anew.
      return kind.status().initial();
    }
  }

  /** Returns when the status is stored, also when the object is gone meanwhile. */
  @Override
  public <S extends ObjectStatus<S>> void write(Kind<?, S> kind, NamespacedName name, S status) {
    ObjectKey object = new ObjectKey(kind, name);
    progress.overtake(object);
    store(object, StatusTree.of(kind, status), ApiRetryPolicy.OF_A_WRITE);
  }

  /** Returns at once; what is overtaken by a later status before it could be sent is not sent. */
  @Override
  public <S extends ObjectStatus<S>> void progress(Kind<?, S> kind, NamespacedName name, S status) {
    progress.post(new ObjectKey(kind, name), StatusTree.of(kind, status));
  }

  /** Shows no more progress. */
  @Override
  public void close() {
    progress.close();
  }

  private void show(ObjectKey object, ObjectNode status) {
    String name = "show the progress of " + object;
    Boundary.around(
        name,
        () -> {
          try {
            pulse.during(name, () -> store(object, status, ApiRetryPolicy.NONE));
          } catch (AutomationException failure) { // the end of the run is what counts, and insists
            LOG.debug("progress not shown: {}", failure.getMessage());
          }
        });
  }

  private Optional<Answer.Refused> offer(
      ObjectKey object, ObjectNode status, ApiRetryPolicy retries) {
    return updates.offer(
        object,
        WRITE,
        ObjectUpdates.Part.STATUS,
        retries,
        known -> StatusTree.patch(known, status));
  }

  private void store(ObjectKey object, ObjectNode status, ApiRetryPolicy retries) {
    cache.writing(object, status);
    try {
      Optional<Answer.Refused> refused = offer(object, status, retries);
      if (refused.isPresent() && refused.get().isAboutContents()) {
        LOG.warn("the status of {} is cut: {}", object, refused.get().message());
        ObjectNode least = StatusSize.least(object.kind(), status);
        cache.writing(object, least);
        refused = offer(object, least, retries);
      }
      if (refused.isPresent()) {
        throw refused.get().exception(WRITE + " " + object);
      }
    } finally {
      cache.written(object);
    }
  }
}
