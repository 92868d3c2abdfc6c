package dev.freshet.core.policy;

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

  static Funnel of(List<TagVerdict> verdicts) {
    int excluded = 0;
    int filtered = 0;
    int collapsed = 0;
    int unreadable = 0;
    int outOfRange = 0;
    int candidates = 0;
    for (TagVerdict verdict : verdicts) {
      switch (verdict.verdict()) {
        case Verdict.Excluded _ -> excluded++;
        case Verdict.Filtered _ -> filtered++;
        case Verdict.Collapsed _ -> collapsed++;
        case Verdict.NotAVersion _, Verdict.NotANumber _ -> unreadable++;
        case Verdict.OutOfRange _ -> outOfRange++;
        case Verdict.Outranked _, Verdict.Undecided _, Verdict.Chosen _ -> candidates++;
      }
    }
    return new Funnel(
        verdicts.size(), excluded, filtered, collapsed, unreadable, outOfRange, candidates);
  }
}
