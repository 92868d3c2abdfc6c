package dev.freshet.engine.pipeline;

import dev.freshet.core.AutomationException;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Movement;
import dev.freshet.core.policy.Selection;
import dev.freshet.core.policy.SelectionRule;
import dev.freshet.engine.registry.ManifestAnswer;
import dev.freshet.engine.registry.RegistryAccess;
import dev.freshet.engine.registry.RegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Never a silent downgrade: when a deployed tag would win but is not in the list, the registry is
 * asked for its manifest before anything moves. There: the list was short, keep. 404: it is really
 * gone, move and say so. Any other answer: keep, and ask again.
 */
final class DowngradeGuard {
  /** How soon an unanswered question is put again. */
  static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final RegistryClient registry;

  DowngradeGuard(RegistryClient registry) {
    this.registry = registry;
  }

  Guarded select(
      SelectionRule rule,
      List<Tag> listed,
      Collection<Tag> current,
      ImageName image,
      RegistryAccess access) {
    List<Tag> known = new ArrayList<>(listed);
    Guarded guarded = Guarded.free(rule.select(listed));
    for (Tag tag : current) {
      guarded =
          switch (Movement.decide(rule, known, tag)) {
            case Movement.Settled(Selection selection) -> guarded.with(selection);
            case Movement.Doubtful doubtful -> settle(guarded, doubtful, tag, image, access);
          };
      if (guarded.kept().filter(tag::equals).isPresent()) {
        known.add(tag);
      }
    }
    return guarded;
  }

  private Guarded settle(
      Guarded before, Movement.Doubtful doubtful, Tag tag, ImageName image, RegistryAccess access) {
    try {
      return switch (registry.manifest(image, tag, access)) {
        case ManifestAnswer.Found _ -> before.keeping(tag, doubtful.present());
        case ManifestAnswer.NotFound() -> before.losing(tag, doubtful.deleted());
      };
    } catch (AutomationException unanswered) {
      return before.doubting(tag, doubtful.present(), String.valueOf(unanswered.getMessage()));
    }
  }
}
