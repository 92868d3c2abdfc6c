package dev.freshet.engine.git;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** The references a server listed, by full name. */
record RefListing(Map<String, RemoteRef> refs) {

  static RefListing of(List<RemoteRef> refs) {
    Map<String, RemoteRef> byName = new LinkedHashMap<>();
    refs.forEach(ref -> byName.put(ref.name(), ref));
    return new RefListing(byName);
  }

  Optional<RemoteRef> find(String name) {
    return Optional.ofNullable(refs.get(name));
  }

  Optional<ObjectId> branch(String name) {
    return find("refs/heads/" + name).map(RemoteRef::commit);
  }
}
