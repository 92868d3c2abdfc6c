package dev.freshet.engine.git;

import dev.freshet.core.plan.ManifestFile;
import dev.freshet.engine.git.ref.Revision;
import java.util.List;

/**
 * A repository as an update would find it, to plan on without writing.
 *
 * @param base what the checkout reference means
 * @param commit what the update would build on: the base, or the head of the push branch
 * @param files the manifests with markers below the update path
 */
public record Snapshot(Revision base, String commit, List<ManifestFile> files) {
  public Snapshot {
    files = List.copyOf(files);
  }
}
