package dev.freshet.operator.cluster;

import dev.freshet.engine.state.ObjectKey;

/** Something about an object that can make a run necessary; nothing else is told. */
public sealed interface Change {
  ObjectKey object();

  /** The object was not known before: it is new, this process is, or it came into the shard. */
  record Created(ObjectKey object) implements Change {}

  /** The object declares something else, as its generation tells, or a field of our own. */
  record SpecChanged(ObjectKey object) implements Change {}

  /** Somebody asks for a run, by another value of the annotation. */
  record Requested(ObjectKey object, String token) implements Change {}

  /** Somebody else scanned this ImageRepository and found other tags. */
  record RevisionChanged(ObjectKey object) implements Change {}

  /** Somebody else selected another tag for this ImagePolicy. */
  record LatestRefChanged(ObjectKey object) implements Change {}

  /** Somebody else stored another artifact of this GitRepository. */
  record ArtifactChanged(ObjectKey object) implements Change {}

  /** The object is to be deleted and waits for its finalizers. */
  record Deleting(ObjectKey object) implements Change {}

  /** The object is no more. */
  record Deleted(ObjectKey object) implements Change {}

  /** The object left this shard: another process takes care of it now. */
  record Released(ObjectKey object) implements Change {}
}
