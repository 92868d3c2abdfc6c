package dev.freshet.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * The newest state known of every object, from watches and from the answers to our own writes,
 * whichever is newer. Changes are told once every kind has been listed, so that whoever acts on one
 * finds the others; asking is free of locks, so it can be done while being told.
 */
final class ObjectStates {
  private final Scope scope;
  private final Consumer<Change> listener;
  private final Map<Kind, ConcurrentSkipListMap<NamespacedName, ClusterObject>> objects =
      new EnumMap<>(Kind.class);
  private final Set<Kind> unlisted = Collections.synchronizedSet(EnumSet.allOf(Kind.class));

  /** The statuses being written; guarded by this. */
  private final Map<ObjectKey, JsonNode> ours = new HashMap<>();

  /**
   * @param listener called while the states are locked, so it hands on and returns
   */
  ObjectStates(Scope scope, Consumer<Change> listener) {
    this.scope = scope;
    this.listener = listener;
    for (Kind kind : Kind.values()) {
      objects.put(kind, new ConcurrentSkipListMap<>());
    }
  }

  Optional<ClusterObject> find(ObjectKey key) {
    return Optional.ofNullable(of(key.kind()).get(key.name()));
  }

  Collection<ClusterObject> all(Kind kind) {
    return Collections.unmodifiableCollection(of(kind).values());
  }

  boolean owns(ObjectKey key) {
    return find(key).filter(scope::owns).isPresent();
  }

  boolean isComplete() {
    return unlisted.isEmpty();
  }

  /** Whether this state of the object, or a later one, is known. */
  boolean knows(ObjectKey key, String uid, long resourceVersion) {
    return find(key)
        .filter(known -> known.uid().equals(uid))
        .filter(known -> Long.compareUnsigned(known.resourceVersion(), resourceVersion) >= 0)
        .isPresent();
  }

  /** An object as a list or a watch shows it. */
  synchronized void seen(ClusterObject object) {
    Optional<ClusterObject> known = find(object.key());
    if (known.isEmpty()) {
      create(object);
    } else if (!object.isSameAs(known.get())) {
      delete(object.key());
      create(object);
    } else if (object.isNewerThan(known.get())) {
      replace(known.get(), object);
    }
  }

  /** An object as it came back from a write or a look of our own; it never brings one to life. */
  synchronized void answered(ClusterObject object) {
    find(object.key())
        .filter(object::isSameAs)
        .filter(object::isNewerThan)
        .ifPresent(known -> replace(known, object));
  }

  /** The object is gone, unless another of the same name has been seen since. */
  synchronized void gone(ObjectKey key, String uid) {
    if (find(key).filter(known -> known.uid().equals(uid)).isPresent()) {
      delete(key);
    }
  }

  /** All objects of a kind have been seen. */
  synchronized void listed(Kind kind) {
    if (unlisted.remove(kind) && unlisted.isEmpty()) {
      objects.values().stream()
          .flatMap(ofKind -> ofKind.values().stream())
          .forEach(object -> tell(new Change.Created(object.key())));
    }
  }

  /** From now on a change of the status to this one is our own. */
  synchronized void writing(ObjectKey key, JsonNode status) {
    ours.put(key, status);
  }

  synchronized void written(ObjectKey key) {
    ours.remove(key);
  }

  private void create(ClusterObject object) {
    put(object);
    tell(new Change.Created(object.key()));
  }

  private void delete(ObjectKey key) {
    of(key.kind()).remove(key.name());
    tell(new Change.Deleted(key));
  }

  private void replace(ClusterObject before, ClusterObject after) {
    put(after);
    if (scope.owns(before) && !scope.owns(after)) {
      tell(new Change.Released(after.key()));
    } else if (!scope.owns(before) && scope.owns(after)) {
      tell(new Change.Created(after.key()));
    }
    JsonNode own = ours.getOrDefault(after.key(), MissingNode.getInstance());
    Changes.between(before, after, own).forEach(this::tell);
  }

  private void put(ClusterObject object) {
    of(object.key().kind()).put(object.key().name(), object);
  }

  private void tell(Change change) {
    if (unlisted.isEmpty()) {
      listener.accept(change);
    }
  }

  private ConcurrentSkipListMap<NamespacedName, ClusterObject> of(Kind kind) {
    return Objects.requireNonNull(objects.get(kind));
  }
}
