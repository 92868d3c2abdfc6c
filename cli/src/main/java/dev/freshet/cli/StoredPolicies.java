package dev.freshet.cli;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Selection;
import dev.freshet.engine.explain.Explanation;
import dev.freshet.engine.image.ImageNames;
import dev.freshet.engine.image.PolicyInputs;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.ledger.LedgerEntry;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.state.StateFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains the policies of a state folder over the tags the last scan found. */
final class StoredPolicies {
  private StoredPolicies() {}

  static Explanation explain(Path directory, NamespacedName name) {
    StateFolder state = new StateFolder(directory);
    ManifestObjects objects =
        ManifestObjects.of(state.manifests().read(new Kinds(List.of(ImagePolicy.KIND))));
    ImagePolicy policy =
        objects
            .find(ImagePolicy.KIND, name)
            .orElseThrow(() ->
                new ReasonedException(
                    Reason.FAILED,
                    "ImagePolicy object '%s' not found in \"%s\" namespace"
                        .formatted(name.name(), name.namespace())));
    ImageRepository repository = PolicyInputs.repository(objects, policy);
    ImageName image = ImageNames.of(repository);
    LedgerEntry scanned =
        new Ledger(state.ledger())
            .read(repository.metadata().key(), image)
            .orElseThrow(() ->
                new ReasonedException(
                    Reason.DEPENDENCY_NOT_READY,
                    "ImagePolicy %s: %s has not been scanned yet; run it first with `freshet run`"
                        .formatted(name, image)));
    return explain(state, policy, repository, scanned);
  }

  /** A tag that is held although the list lacks it takes part, as it does in the run. */
  private static Explanation explain(
      StateFolder state, ImagePolicy policy, ImageRepository repository, LedgerEntry scanned) {
    List<Tag> listed = scanned.tags();
    NamespacedName name = policy.metadata().key();
    var rule = PolicyInputs.rule(policy, repository);
    Selection selection = rule.select(listed);
    Optional<Tag> stored =
        state
            .statuses()
            .read(ImagePolicy.KIND, name)
            .latestRef()
            .filter(ref -> ref.name().equals(repository.image()))
            .map(ImageRef::tag);
    if (stored.isEmpty() || listed.contains(stored.get())) {
      return Explanation.of(name, selection, scanned);
    }
    List<Tag> completed = new ArrayList<>(listed);
    completed.add(stored.get());
    Selection held = rule.select(completed);
    return held.latest().equals(stored)
        ? Explanation.of(name, held, scanned)
            .withNote(
                "The registry's list lacks %s; it is kept because its manifest was still there."
                    .formatted(stored.get()))
        : Explanation.of(name, selection, scanned);
  }
}
