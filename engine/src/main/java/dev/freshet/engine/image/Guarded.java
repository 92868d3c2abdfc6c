package dev.freshet.engine.image;

import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Selection;
import java.util.List;
import java.util.Optional;

/**
 * A selection with what the guard against silent downgrades did about it.
 *
 * @param kept the deployed tag that is kept although the registry's list lacks it
 * @param deleted the deployed tag that the registry no longer has
 * @param doubt why it could not be told whether the kept tag is still there
 */
record Guarded(
    Selection selection, Optional<Tag> kept, Optional<Tag> deleted, Optional<String> doubt) {

  /** Nothing stood in the way. */
  static Guarded free(Selection selection) {
    return new Guarded(selection, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Guarded with(Selection other) {
    return new Guarded(other, kept, deleted, doubt);
  }

  Guarded keeping(Tag tag, Selection other) {
    return new Guarded(other, Optional.of(tag), deleted, doubt);
  }

  Guarded losing(Tag tag, Selection other) {
    return new Guarded(other, kept, Optional.of(tag), doubt);
  }

  Guarded doubting(Tag tag, Selection other, String why) {
    return new Guarded(other, Optional.of(tag), deleted, Optional.of(why));
  }

  /** As it is remembered: there is a verdict for each of what may be very many tags. */
  Guarded withoutVerdicts() {
    return with(new Selection(selection.latest(), selection.failure(), List.of()));
  }

  /** True when the registry has to be asked again. */
  boolean unsettled() {
    return doubt.isPresent();
  }

  /** What the policy's message says beside the tag. */
  Optional<String> note() {
    if (kept.isPresent() && doubt.isPresent()) {
      return Optional.of(
          "kept, since the registry's list lacks it and asking for it failed: " + doubt.get());
    }
    return kept.map(
        _ -> "kept, since the registry still has it although its list of tags does not");
  }

  /** What to tell once beside the message, when something unusual happened. */
  Optional<String> eventText() {
    if (deleted.isPresent() && selection.latest().isPresent()) {
      return Optional.of(
          "tag %s was deleted from the registry, moving to %s"
              .formatted(deleted.get(), selection.latest().get()));
    }
    return keptText();
  }

  /** That a tag is kept, and why. */
  Optional<String> keptText() {
    return kept.flatMap(tag -> note().map(note -> "tag " + tag + " is " + note));
  }
}
