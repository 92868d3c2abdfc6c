package dev.freshet.operator.cluster;

import dev.freshet.engine.pipeline.Reconcilable;

/** What an object says should be: accepted, or let pass by the API server and refused here. */
public sealed interface Declaration {

  /** The object can be run. */
  record Accepted(Reconcilable object) implements Declaration {}

  /**
   * Only a change of the object can help.
   *
   * @param problem what is wrong with the object, in words for its author
   */
  record Refused(String problem) implements Declaration {}
}
