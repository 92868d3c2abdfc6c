package dev.freshet.engine.git.ref;

import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** The references a server listed, by full name. */
public record RefListing(Map<String, RemoteRef> refs) {

  public Optional<RemoteRef> find(String name) {
    return Optional.ofNullable(refs.get(name));
  }

  public Optional<ObjectId> branch(String name) {
    return find("refs/heads/" + name).map(RemoteRef::commit);
  }
}
