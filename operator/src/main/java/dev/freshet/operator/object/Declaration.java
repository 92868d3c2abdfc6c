package dev.freshet.operator.object;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.kind.Reconcilable;

/** What an object says should be: accepted, or let pass by the API server and refused here. */
public sealed interface Declaration {

  /** True when the user has asked to leave the object alone, whatever else it says. */
  boolean suspend();

  /** The object can be run. */
  record Accepted(Reconcilable object) implements Declaration {
    @Override
    public boolean suspend() {
      return object.suspend();
    }
  }

  /**
   * Only a change of the object can help.
   *
   * @param problem what is wrong with the object, in words for its author
   */
  record Refused(Reason reason, String problem, boolean suspend) implements Declaration {}
}
