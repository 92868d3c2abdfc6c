package dev.freshet.api.source;

import java.util.Optional;

/** The artifact of another GitRepository of the same namespace, put into this one's. */
public record Include(String repository, Optional<String> fromPath, Optional<String> toPath) {

  /** The directory it is put at; the name of the repository when none is given. */
  public String target() {
    return toPath.orElse(repository);
  }
}
