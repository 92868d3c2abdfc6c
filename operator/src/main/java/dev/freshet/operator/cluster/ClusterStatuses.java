package dev.freshet.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import dev.freshet.engine.state.StatusJson;
import dev.freshet.engine.state.StatusStore;
import java.time.DateTimeException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statuses in the API server. What is read is never older than what was written here; what is
 * written is the difference only, as the Flux controller of that kind.
 */
public final class ClusterStatuses implements StatusStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterStatuses.class);

  private final ObjectCache cache;
  private final ObjectUpdates updates;
  private final ProgressBoard<ObjectNode> progress = new ProgressBoard<>(this::show);

  public ClusterStatuses(ApiServerClient server, ObjectCache cache) {
    this.cache = cache;
    updates = new ObjectUpdates(server, cache);
  }

  @Override
  public GitRepositoryStatus source(NamespacedName name) {
    return read(
        new ObjectKey(Kind.GIT_REPOSITORY, name), StatusJson::source, GitRepositoryStatus.INITIAL);
  }

  @Override
  public ImageRepositoryStatus repository(NamespacedName name) {
    return read(
        new ObjectKey(Kind.IMAGE_REPOSITORY, name),
        StatusJson::repository,
        ImageRepositoryStatus.INITIAL);
  }

  @Override
  public ImagePolicyStatus policy(NamespacedName name) {
    return read(
        new ObjectKey(Kind.IMAGE_POLICY, name), StatusJson::policy, ImagePolicyStatus.INITIAL);
  }

  @Override
  public ImageUpdateAutomationStatus automation(NamespacedName name) {
    return read(
        new ObjectKey(Kind.IMAGE_UPDATE_AUTOMATION, name),
        StatusJson::automation,
        ImageUpdateAutomationStatus.INITIAL);
  }

  /** Returns when the status is stored, also when the object is gone meanwhile. */
  @Override
  public void write(ObjectKey object, ObjectStatus<?> status) {
    progress.overtake(object);
    store(object, StatusTree.of(status), Patience.OF_A_WRITE);
  }

  /** Returns at once; what is overtaken by a later status before it could be sent is not sent. */
  @Override
  public void progress(ObjectKey object, ObjectStatus<?> status) {
    progress.post(object, StatusTree.of(status));
  }

  /** Shows no more progress. */
  @Override
  public void close() {
    progress.close();
  }

  private void show(ObjectKey object, ObjectNode status) {
    try {
      store(object, status, Patience.NONE);
    } catch (AutomationException failure) { // the end of the run is what counts, and insists
      LOG.debug("progress not shown: {}", failure.getMessage());
    }
  }

  private void store(ObjectKey object, ObjectNode status, Patience patience) {
    cache.writing(object, status);
    try {
      updates.update(
          object,
          "write the status of",
          ObjectUpdates.Part.STATUS,
          patience,
          known -> StatusTree.patch(known, status));
    } finally {
      cache.written(object);
    }
  }

  private <S> S read(ObjectKey object, Function<JsonNode, S> reader, S initial) {
    try {
      return cache.find(object).map(ClusterObject::status).map(reader).orElse(initial);
    } catch (InvalidInputException | DateTimeException _) {
      // Nobody's status but ours counts, and ours can be read: the next run writes it anew.
      return initial;
    }
  }
}
