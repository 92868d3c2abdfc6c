package dev.freshet.operator.cache;

import dev.freshet.api.kind.ObjectKey;

/** Something about an object that can make a run necessary; nothing else is told. */
public sealed interface ObjectChange {
  ObjectKey object();

  /** The object was not known before: it is new, this process is, or it came into the shard. */
  record Created(ObjectKey object) implements ObjectChange {}

  /** The object declares something else, as its generation tells, or a field of our own. */
  record SpecChanged(ObjectKey object) implements ObjectChange {}

  /** Somebody asks for a run, by another value of the annotation. */
  record Requested(ObjectKey object, String token) implements ObjectChange {}

  /** Somebody else found what others are made from. */
  record ResultChanged(ObjectKey object) implements ObjectChange {}

  /** The object is to be deleted and waits for its finalizers. */
  record Deleting(ObjectKey object) implements ObjectChange {}

  /** The object is no more. */
  record Deleted(ObjectKey object) implements ObjectChange {}

  /** The object left this shard: another process takes care of it now. */
  record Released(ObjectKey object) implements ObjectChange {}
}
