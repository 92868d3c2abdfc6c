package dev.freshet.engine.image;

import dev.freshet.core.AutomationException;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Movement;
import dev.freshet.core.policy.Selection;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.engine.registry.ManifestAnswer;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.registry.host.RegistryException;
import dev.freshet.engine.work.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Never a silent downgrade: when a deployed tag would win but is not in the list, the registry is
 * asked for its manifest before anything moves. There: the list was short, keep. 404: it is really
 * gone, move and say so. Any other answer: keep, and ask again.
 */
final class DowngradeGuard {
  /** How soon an unanswered question is put again. */
  static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final RegistryClient registry;
  private final Workers workers;

  DowngradeGuard(RegistryClient registry, Workers workers) {
    this.registry = registry;
    this.workers = workers;
  }

  /**
   * @param namespace whose share of the processors is used
   */
  Guarded select(
      String namespace,
      SelectionRule rule,
      List<Tag> listed,
      Collection<Tag> current,
      ImageName image,
      Supplier<RegistryAccess> access) {
    if (current.isEmpty()) {
      return Guarded.free(workers.run(namespace, () -> rule.select(listed)));
    }
    List<Tag> known = new ArrayList<>(listed);
    Optional<Guarded> last = Optional.empty();
    for (Tag tag : current) {
      Movement movement = workers.run(namespace, () -> Movement.decide(rule, known, tag));
      Guarded before = last.orElseGet(() -> Guarded.free(movement.without()));
      Guarded guarded =
          switch (movement) {
            case Movement.Settled(Selection selection) -> before.with(selection);
            case Movement.Doubtful doubtful -> settle(before, doubtful, tag, image, access);
          };
      if (guarded.kept().filter(tag::equals).isPresent()) {
        known.add(tag);
      }
      last = Optional.of(guarded);
    }
    return last.orElseThrow();
  }

  private Guarded settle(
      Guarded before,
      Movement.Doubtful doubtful,
      Tag tag,
      ImageName image,
      Supplier<RegistryAccess> access) {
    try {
      return switch (registry.manifest(image, tag, access.get())) {
        case ManifestAnswer.Found _ -> before.keeping(tag, doubtful.present());
        case ManifestAnswer.NotFound _ -> before.losing(tag, doubtful.deleted());
      };
    } catch (RegistryException unanswered) {
      return before.doubting(tag, doubtful.present(), ImageRepositoryFailures.words(unanswered));
    } catch (AutomationException unanswered) {
      return before.doubting(tag, doubtful.present(), String.valueOf(unanswered.getMessage()));
    }
  }
}
