package dev.freshet.operator.cluster;

import dev.freshet.engine.pipeline.Reconcilable;

/** What an object says should be: readable, or let pass by the API server and refused here. */
public sealed interface Declaration {

  record Readable(Reconcilable object) implements Declaration {}

  /**
   * @param problem what is wrong with the object, in words for its author
   */
  record Refused(String problem) implements Declaration {}
}
