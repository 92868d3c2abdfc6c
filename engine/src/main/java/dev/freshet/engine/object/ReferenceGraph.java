package dev.freshet.engine.object;

import dev.freshet.api.Resource;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Kind.Reference;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who refers to whom: what kinds say of their references, turned round. Nobody else knows that one
 * kind has to do with another.
 */
public final class ReferenceGraph {
  private final List<Kind<?, ?>> kinds;
  private final Set<Kind<?, ?>> awaited;

  /**
   * @param kinds those that are reconciled here
   */
  public ReferenceGraph(Collection<? extends Kind<?, ?>> kinds) {
    this.kinds = List.copyOf(kinds);
    awaited =
        kinds.stream()
            .flatMap(kind -> kind.references().stream())
            .filter(Reference::isAwaited)
            .map(Reference::to)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether objects of any kind wait for those of this one while they are under way. */
  public boolean isAwaited(Kind<?, ?> kind) {
    return awaited.contains(kind);
  }

  /** The kinds that objects of this one wait for, and those that these wait for in turn. */
  public List<Kind<?, ?>> before(Kind<?, ?> kind) {
    return kinds.stream().filter(one -> one != kind && leadsTo(one, kind)).sorted().toList();
  }

  private static boolean leadsTo(Kind<?, ?> one, Kind<?, ?> kind) {
    return kind.references().stream()
        .filter(Reference::isAwaited)
        .map(Reference::to)
        .anyMatch(to -> to == one || leadsTo(one, to));
  }

  /** The objects that are made from this one's result, and have to run when that changes. */
  public Stream<ObjectKey> madeFrom(KnownObjects objects, ObjectKey key) {
    return referring(objects, key, reference -> reference.use() != Reference.Use.SPEC);
  }

  /** The objects that use what this one declares. */
  public Stream<ObjectKey> declaredFor(KnownObjects objects, ObjectKey key) {
    return referring(objects, key, reference -> reference.use() == Reference.Use.SPEC);
  }

  /** The objects that name this one as what they work on, and look again when it comes or goes. */
  public Stream<ObjectKey> workingOn(KnownObjects objects, ObjectKey key) {
    return referring(objects, key, Reference::worksOn);
  }

  private Stream<ObjectKey> referring(
      KnownObjects objects, ObjectKey key, Predicate<Reference<?>> which) {
    return kinds.stream().flatMap(kind -> referring(kind, objects, key, which));
  }

  private static <R extends Resource> Stream<ObjectKey> referring(
      Kind<R, ?> kind, KnownObjects objects, ObjectKey key, Predicate<Reference<?>> which) {
    List<Reference<R>> references =
        kind.references().stream()
            .filter(reference -> reference.to() == key.kind() && which.test(reference))
            .toList();
    return references.isEmpty()
        ? Stream.empty()
        : objects.all(kind).stream()
            .filter(object -> isAny(references, key.name(), object))
            .map(object -> new ObjectKey(kind, object.metadata().key()));
  }

  private static <R extends Resource> boolean isAny(
      List<Reference<R>> references, NamespacedName name, R object) {
    return references.stream().anyMatch(reference -> reference.isTo(name, object));
  }

  /** The objects that this one names as what it works on. */
  public static Stream<ObjectKey> workedOn(Kind<?, ?> kind, Resource object) {
    return named(kind, object, Reference::worksOn);
  }

  /** The objects that this one names and waits for. */
  public static Stream<ObjectKey> awaited(Kind<?, ?> kind, Resource object) {
    return named(kind, object, Reference::isAwaited);
  }

  /** Whether objects of this kind wait for any other. */
  public static boolean awaits(Kind<?, ?> kind) {
    return kind.references().stream().anyMatch(Reference::isAwaited);
  }

  /** Whether an object of this kind waits for whatever there is of another one. */
  public static boolean awaitsAll(Kind<?, ?> kind) {
    return kind.references().stream()
        .anyMatch(reference -> reference.isAwaited() && reference.named().isEmpty());
  }

  private static <R extends Resource> Stream<ObjectKey> named(
      Kind<R, ?> kind, Resource object, Predicate<Reference<?>> which) {
    R declared = kind.cast(object);
    return kind.references().stream()
        .filter(which)
        .flatMap(reference ->
            reference.names(declared).stream()
                .flatMap(name -> ObjectKey.ofReference(reference.to(), name).stream()));
  }
}
