package dev.freshet.core.policy;

import dev.freshet.core.image.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a selection may replace the current tag. A registry that lists less than it has must not
 * cause a downgrade, so a current tag that would win if only it were listed is asked for first.
 */
public sealed interface Movement {

  /** Decides when a tag is current: the selected one, or the one that Git has. */
  static Movement decide(SelectionRule rule, List<Tag> listed, Tag current) {
    Selection without = rule.select(listed);
    if (listed.contains(current)) {
      return new Settled(without);
    }
    var completed = new ArrayList<>(listed);
    completed.add(current);
    Selection with = rule.select(completed);
    // If it does not win even so, the user changed the rule or something later came: move at once.
    return with.latest().filter(current::equals).isPresent()
        ? new Doubtful(current, without, with)
        : new Settled(without);
  }

  /** What the list alone selects. */
  Selection without();

  /** The selection stands. */
  record Settled(Selection selection) implements Movement {
    @Override
    public Selection without() {
      return selection;
    }
  }

  /**
   * The current tag is missing from the list and would win if it were there: ask the registry for
   * its manifest.
   */
  record Doubtful(Tag current, Selection without, Selection with) implements Movement {

    /** The registry has the manifest, or does not say: the current tag is held. */
    public Selection present() {
      return with;
    }

    /** The registry says there is no such manifest: the tag was deleted. */
    public Selection deleted() {
      return without;
    }
  }
}
