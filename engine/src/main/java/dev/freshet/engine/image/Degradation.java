package dev.freshet.engine.image;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.process.ImageListener;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The condition {@code Degraded}: a registry's last list lacked a tag that the registry still has.
 * An ImagePolicy has it while it keeps such a tag, and its ImageRepository while any policy does.
 */
final class Degradation {
  private static final String TYPE = "Degraded";
  private static final String REASON = "IncompleteTagList";

  private Degradation() {}

  static boolean isMarked(Conditions conditions) {
    return conditions.isTrue(TYPE);
  }

  /** Whether a repository's policies keep tags that its list lacks. */
  static ImageListener.KeptTags of(ImageRepositoryStatus status) {
    return isMarked(status.conditions())
        ? ImageListener.KeptTags.SOME
        : ImageListener.KeptTags.NONE;
  }

  /** A policy's conditions after a selection. */
  static Conditions ofPolicy(Conditions before, Guarded guarded, long generation, Instant now) {
    return guarded
        .keptText()
        .map(text -> before.with(condition(text, generation, now)))
        .orElseGet(() -> before.without(TYPE));
  }

  /**
   * A repository's conditions.
   *
   * @param holds the tag that each policy keeps
   */
  static Conditions ofRepository(
      Conditions before, SortedMap<NamespacedName, Tag> holds, long generation, Instant now) {
    if (holds.isEmpty()) {
      return before.without(TYPE);
    }
    String text =
        holds.entrySet().stream()
            .map(Degradation::text)
            .collect(Collectors.joining(" and ", "the registry's list lacks ", ""));
    return before.with(condition(text, generation, now));
  }

  private static String text(Map.Entry<NamespacedName, Tag> hold) {
    return "tag %s, which ImagePolicy %s keeps".formatted(hold.getValue(), hold.getKey());
  }

  private static Condition condition(String message, long generation, Instant now) {
    return new Condition(TYPE, ConditionStatus.TRUE, REASON, message, now, generation);
  }
}
