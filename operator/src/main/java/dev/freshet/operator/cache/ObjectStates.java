package dev.freshet.operator.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.operator.object.ClusterObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * The newest state known of every object, from watches and from the answers to our own writes,
 * whichever is newer. Changes are told once every kind has been listed, so that whoever acts on one
 * finds the others; asking is free of locks, so it can be done while being told.
 *
 * <p>Versions grow, unless the API server's storage was restored from a backup. Whoever asks after
 * something was known, and is shown less, has learned that.
 */
final class ObjectStates {
  private final Scope scope;
  private final Consumer<ObjectChange> listener;

  /** In the order the data flows, in which what is new is told. */
  private final Map<Kind<?, ?>, ConcurrentSkipListMap<NamespacedName, ClusterObject>> objects =
      new LinkedHashMap<>();

  private final Set<Kind<?, ?>> unlisted = ConcurrentHashMap.newKeySet();

  /** The lists under way; guarded by this. */
  private final Map<Kind<?, ?>, Listing> listings = new HashMap<>();

  /** The statuses being written; guarded by this. */
  private final Map<ObjectKey, JsonNode> ours = new HashMap<>();

  /**
   * A list under way, and what it showed in an older version than is known.
   *
   * @param since what was known in this version or an older one was known before the list began
   */
  private record Listing(long since, List<ClusterObject> older) {
    Listing(long since) {
      this(since, new ArrayList<>());
    }

    /** Whether the list is right although an object is known in a later version. */
    boolean contradicts(ClusterObject known, long listed) {
      return Long.compareUnsigned(listed, since) < 0
          || Long.compareUnsigned(known.resourceVersion(), since) <= 0;
    }
  }

  /**
   * @param listener called while the states are locked, so it hands on and returns
   */
  ObjectStates(List<? extends Kind<?, ?>> kinds, Scope scope, Consumer<ObjectChange> listener) {
    this.scope = scope;
    this.listener = listener;
    kinds.stream().sorted().forEach(kind -> objects.put(kind, new ConcurrentSkipListMap<>()));
    unlisted.addAll(kinds);
  }

  Optional<ClusterObject> find(ObjectKey key) {
    return Optional.ofNullable(of(key.kind()).get(key.name()));
  }

  Collection<ClusterObject> all(Kind<?, ?> kind) {
    return Collections.unmodifiableCollection(of(kind).values());
  }

  /** The newest version known of any object of the kind; zero when there is none. */
  long newest(Kind<?, ?> kind) {
    return of(kind).values().stream()
        .map(ClusterObject::resourceVersion)
        .max(Long::compareUnsigned)
        .orElse(0L);
  }

  boolean owns(ObjectKey key) {
    return find(key).filter(scope::owns).isPresent();
  }

  boolean isComplete() {
    return unlisted.isEmpty();
  }

  /** Whether there is nothing to learn from this state of the object. */
  synchronized boolean knows(ObjectKey key, String uid, long resourceVersion) {
    return find(key)
        .filter(known -> known.uid().equals(uid))
        .map(known -> Long.compareUnsigned(known.resourceVersion(), resourceVersion))
        .filter(order -> order == 0 || (order > 0 && !listings.containsKey(key.kind())))
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
    } else if (known.get().isNewerThan(object)) {
      Optional.ofNullable(listings.get(object.key().kind()))
          .ifPresent(listing -> listing.older().add(object));
    }
  }

  /** An object as it came back from a write or a look of our own; it never brings one to life. */
  synchronized void answered(ClusterObject object) {
    find(object.key())
        .filter(object::isSameAs)
        .filter(object::isNewerThan)
        .ifPresent(known -> replace(known, object));
  }

  /**
   * An object as a look of our own showed it.
   *
   * @param before what was known when it was asked for
   */
  synchronized void looked(ClusterObject before, ClusterObject object) {
    answered(object);
    if (before.isSameAs(object) && before.isNewerThan(object)) {
      find(object.key()).filter(before::equals).ifPresent(known -> goBack(known, object));
    }
  }

  /** The object is gone, unless another of the same name has been seen since. */
  synchronized void gone(ObjectKey key, String uid) {
    if (find(key).filter(known -> known.uid().equals(uid)).isPresent()) {
      delete(key);
    }
  }

  /** All objects of a kind are about to be seen. */
  synchronized void listing(Kind<?, ?> kind, long since) {
    listings.put(kind, new Listing(since));
  }

  /** All objects there were of a kind in this version have been seen. */
  synchronized void listed(Kind<?, ?> kind, long version) {
    Optional.ofNullable(listings.remove(kind)).ifPresent(listing -> believe(listing, version));
    if (unlisted.remove(kind) && unlisted.isEmpty()) {
      objects.values().stream()
          .flatMap(ofKind -> ofKind.values().stream())
          .forEach(object -> tell(new ObjectChange.Created(object.key())));
    }
  }

  private void believe(Listing listing, long version) {
    for (ClusterObject object : listing.older()) {
      find(object.key())
          .filter(known -> known.isSameAs(object) && known.isNewerThan(object))
          .filter(known -> listing.contradicts(known, version))
          .ifPresent(known -> goBack(known, object));
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
    tell(new ObjectChange.Created(object.key()));
  }

  private void delete(ObjectKey key) {
    of(key.kind()).remove(key.name());
    tell(new ObjectChange.Deleted(key));
  }

  private void replace(ClusterObject before, ClusterObject after) {
    put(after);
    if (scope.owns(before) && !scope.owns(after)) {
      tell(new ObjectChange.Released(after.key()));
    } else if (!scope.owns(before) && scope.owns(after)) {
      tell(new ObjectChange.Created(after.key()));
    }
    JsonNode own = ours.getOrDefault(after.key(), MissingNode.getInstance());
    ObjectChanges.between(before, after, own).forEach(this::tell);
  }

  /** Nothing that was made from what is no more counts, so the object begins anew. */
  private void goBack(ClusterObject before, ClusterObject after) {
    replace(before, after);
    tell(new ObjectChange.Created(after.key()));
  }

  private void put(ClusterObject object) {
    of(object.key().kind()).put(object.key().name(), object);
  }

  private void tell(ObjectChange change) {
    if (unlisted.isEmpty()) {
      listener.accept(change);
    }
  }

  /** There are none of a kind that is not watched. */
  private Map<NamespacedName, ClusterObject> of(Kind<?, ?> kind) {
    Map<NamespacedName, ClusterObject> known = objects.get(kind);
    return known == null ? Map.of() : known;
  }
}
