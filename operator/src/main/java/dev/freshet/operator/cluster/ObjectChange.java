package dev.freshet.operator.cluster;

import dev.freshet.engine.state.ObjectKey;

/** Something about an object that can make a run necessary; nothing else is told. */
public sealed interface ObjectChange {
  ObjectKey object();

  /** The object was not known before: it is new, this process is, or it came into the shard. */
  record Created(ObjectKey object) implements ObjectChange {}

  /** The object declares something else, as its generation tells, or a field of our own. */
  record SpecChanged(ObjectKey object) implements ObjectChange {}

  /** Somebody asks for a run, by another value of the annotation. */
  record Requested(ObjectKey object, String token) implements ObjectChange {}

  /** Somebody else scanned this ImageRepository and found other tags. */
  record RevisionChanged(ObjectKey object) implements ObjectChange {}

  /** Somebody else selected another tag for this ImagePolicy. */
  record LatestRefChanged(ObjectKey object) implements ObjectChange {}

  /** Somebody else stored another artifact of this GitRepository. */
  record ArtifactChanged(ObjectKey object) implements ObjectChange {}

  /** The object is to be deleted and waits for its finalizers. */
  record Deleting(ObjectKey object) implements ObjectChange {}

  /** The object is no more. */
  record Deleted(ObjectKey object) implements ObjectChange {}

  /** The object left this shard: another process takes care of it now. */
  record Released(ObjectKey object) implements ObjectChange {}
}
