package dev.freshet.engine.pipeline;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.core.image.Tag;
import java.time.Instant;

/**
 * The condition {@code Degraded} of an ImageRepository: its last list lacked a tag that the
 * registry still has and a policy holds on to.
 */
public final class Degradation {
  private static final String TYPE = "Degraded";
  private static final String REASON = "IncompleteTagList";

  private Degradation() {}

  static Conditions mark(Conditions before, Tag tag, String holder, long generation, Instant now) {
    return before.with(
        new Condition(
            TYPE,
            ConditionStatus.TRUE,
            REASON,
            "the registry's list lacks tag %s, which %s keeps".formatted(tag, holder),
            now,
            generation));
  }

  public static boolean isMarked(Conditions conditions) {
    return conditions.isTrue(TYPE);
  }

  static Conditions clear(Conditions before, String holder) {
    return isHeldBy(before, holder) ? before.without(TYPE) : before;
  }

  static boolean isHeldBy(Conditions conditions, String holder) {
    return conditions
        .find(TYPE)
        .filter(condition -> condition.message().endsWith(", which " + holder + " keeps"))
        .isPresent();
  }
}
