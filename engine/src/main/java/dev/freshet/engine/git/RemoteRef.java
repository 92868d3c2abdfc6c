package dev.freshet.engine.git;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A reference as the server lists it.
 *
 * @param peeled what an annotated tag points at in the end
 */
record RemoteRef(String name, ObjectId id, Optional<ObjectId> peeled) {

  ObjectId commit() {
    return peeled.orElse(id);
  }
}
