package dev.freshet.core.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * How many tags were listed and where they went; everything but {@code listed} and {@code
 * candidates} is what one step took away.
 *
 * @param unreadable tags that the policy cannot read as a version or a number
 * @param candidates tags that could be chosen, the chosen one among them
 */
public record Funnel(
    int listed,
    int excluded,
    int filtered,
    int collapsed,
    int unreadable,
    int outOfRange,
    int candidates) {

  /** What was left after each step that took something away, in their order. */
  public String leftovers() {
    int left = listed - excluded;
    List<String> steps = new ArrayList<>(List.of(listed + " tags listed"));
    if (excluded > 0) {
      steps.add(left + " left after the exclusions");
    }
    left -= filtered;
    if (filtered > 0) {
      steps.add(left + " left after the filter");
    }
    left -= collapsed;
    if (collapsed > 0) {
      steps.add(left + " without those from which the filter extracts the same");
    }
    left -= unreadable;
    if (unreadable > 0) {
      steps.add(left + " that the policy can read");
    }
    if (outOfRange > 0) {
      steps.add((left - outOfRange) + " in the range");
    }
    return String.join(", ", steps);
  }

  static Funnel of(List<TagVerdict> verdicts) {
    int excluded = 0;
    int filtered = 0;
    int collapsed = 0;
    int unreadable = 0;
    int outOfRange = 0;
    int candidates = 0;
    for (TagVerdict verdict : verdicts) {
      switch (verdict.verdict().stage()) {
        case EXCLUDED -> excluded++;
        case FILTERED -> filtered++;
        case COLLAPSED -> collapsed++;
        case NOT_A_VERSION, NOT_A_NUMBER -> unreadable++;
        case OUT_OF_RANGE -> outOfRange++;
        case OUTRANKED, UNDECIDED, CHOSEN -> candidates++;
      }
    }
    return new Funnel(
        verdicts.size(), excluded, filtered, collapsed, unreadable, outOfRange, candidates);
  }
}
