package dev.freshet.core.policy;

import dev.freshet.core.image.Tag;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.number.GoFloat;
import dev.freshet.gocompat.semver.Constraint;
import dev.freshet.gocompat.semver.Version;

/**
 * What became of one listed tag. The stage is what to sort and count by, the reason a sentence for
 * people, made only when someone asks.
 */
public sealed interface Verdict {

  /** Where a tag stops, in the order in which tags come there. */
  enum Stage {
    EXCLUDED("excluded"),
    FILTERED("filtered"),
    COLLAPSED("collapsed"),
    NOT_A_VERSION("not a version"),
    NOT_A_NUMBER("not a number"),
    OUT_OF_RANGE("out of range"),
    OUTRANKED("outranked"),
    UNDECIDED("undecided"),
    CHOSEN("chosen");

    private final String text;

    Stage(String text) {
      this.text = text;
    }

    /** Whether a tag that stops here could have been chosen. */
    public boolean isOfCandidates() {
      return switch (this) {
        case EXCLUDED, FILTERED, COLLAPSED, NOT_A_VERSION, NOT_A_NUMBER, OUT_OF_RANGE -> false;
        case OUTRANKED, UNDECIDED, CHOSEN -> true;
      };
    }

    /** The vocabulary's word, in lower case. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Where the tag stopped. */
  default Stage stage() {
    return switch (this) {
      case Excluded _ -> Stage.EXCLUDED;
      case Filtered _ -> Stage.FILTERED;
      case Collapsed _ -> Stage.COLLAPSED;
      case NotAVersion _ -> Stage.NOT_A_VERSION;
      case NotANumber _ -> Stage.NOT_A_NUMBER;
      case OutOfRange _ -> Stage.OUT_OF_RANGE;
      case Outranked _ -> Stage.OUTRANKED;
      case Undecided _ -> Stage.UNDECIDED;
      case Chosen _ -> Stage.CHOSEN;
    };
  }

  /** Why it stopped there. */
  String reason();

  /** An exclusion of the ImageRepository matched. */
  record Excluded(String pattern) implements Verdict {
    @Override
    public String reason() {
      return "the exclusion list has " + pattern + ", which matches";
    }
  }

  /** The filter did not match. */
  record Filtered(String pattern) implements Verdict {
    @Override
    public String reason() {
      return "the filter " + pattern + " does not match";
    }
  }

  /** Another tag with the same key stands for it. */
  record Collapsed(String key, Tag winner) implements Verdict {
    @Override
    public String reason() {
      return "the filter extracts '%s' from %s too, which stands for both".formatted(key, winner);
    }
  }

  /** A semver policy cannot read it. */
  record NotAVersion(Candidate candidate) implements Verdict {
    @Override
    public String reason() {
      try {
        Version.parse(candidate.key());
        return candidate + " is not a version: it needs three parts with dots between them";
      } catch (GoSyntaxException refused) {
        return candidate + " is not a version: " + refused.getMessage() + hint(candidate.key());
      }
    }

    private static String hint(String key) {
      return key.startsWith("V") ? ": only a lower-case v may come first" : "";
    }
  }

  /** A numerical policy cannot read it. */
  record NotANumber(Candidate candidate) implements Verdict {
    @Override
    public String reason() {
      if (GoFloat.parse(candidate.key()).isPresent()) {
        return candidate + " has no place in an order of numbers";
      }
      return GoFloat.isOutOfRange(candidate.key())
          ? candidate + " is beyond the range of a 64-bit float"
          : candidate + " is not a number";
    }
  }

  /** A version that the range does not accept. */
  record OutOfRange(Candidate candidate, Constraint range) implements Verdict {
    @Override
    public String reason() {
      Version version = Version.parse(candidate.key());
      if (version.isPrerelease() && !range.admitsPrereleases()) {
        return "%s is a pre-release and the range %s has none".formatted(candidate, range);
      }
      return range
          .obstacle(version)
          .filter(term -> !term.equals(range.toString()))
          .map(term -> "%s fails %s of the range %s".formatted(candidate, term, range))
          .orElseGet(() -> "%s is outside the range %s".formatted(candidate, range));
    }
  }

  /** Another candidate is later by the policy's order. */
  record Outranked(Ranking ranking, Candidate candidate, Candidate winner) implements Verdict {
    @Override
    public String reason() {
      return ranking.comparison(candidate, winner);
    }
  }

  /** It could have been chosen, but another tag made the policy fail. */
  record Undecided(String failure) implements Verdict {
    @Override
    public String reason() {
      return "the policy failed on another tag: " + failure;
    }
  }

  /** The latest. */
  record Chosen(String reason) implements Verdict {}
}
