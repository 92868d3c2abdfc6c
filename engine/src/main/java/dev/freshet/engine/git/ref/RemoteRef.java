package dev.freshet.engine.git.ref;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A reference as the server lists it.
 *
 * @param peeled what an annotated tag points at in the end
 */
public record RemoteRef(String name, ObjectId id, Optional<ObjectId> peeled) {

  public ObjectId commit() {
    return peeled.orElse(id);
  }
}
