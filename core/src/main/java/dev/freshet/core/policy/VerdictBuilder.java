package dev.freshet.core.policy;

import dev.freshet.core.image.ByteOrder;
import dev.freshet.core.image.Tag;
import dev.freshet.gocompat.regexp.Effort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts of one selection, while its tags go through exclusions, filter and policy. Those
 * without a verdict are its candidates.
 */
final class VerdictBuilder {
  private static final int NONE = -1;

  /** Whether the remaining candidates are known to be sorted by their keys. */
  private enum KeyOrder {
    DESCENDING,
    UNKNOWN
  }

  /** A candidate and the place of its tag in the list. */
  private record Placed(int place, Candidate candidate) {}

  private static final Comparator<Placed> BY_KEY_DESCENDING =
      (a, b) -> ByteOrder.compare(b.candidate.key(), a.candidate.key());

  private final List<Tag> tags;
  private final @Nullable Verdict[] verdicts;
  private final Effort effort = Expressions.effort();
  private List<Placed> remaining;
  private KeyOrder keyOrder = KeyOrder.DESCENDING;
  private int chosen = NONE;

  /** Why that one was chosen, or why none was. */
  private String reason = "";

  VerdictBuilder(List<Tag> tags) {
    this.tags = tags;
    this.verdicts = new Verdict[tags.size()];
    this.remaining = new ArrayList<>(tags.size());
    for (int place = 0; place < tags.size(); place++) {
      remaining.add(new Placed(place, Candidate.of(tags.get(place))));
    }
  }

  void exclude(Exclusions exclusions) {
    var kept = new ArrayList<Placed>(remaining.size());
    for (Placed placed : remaining) {
      Optional<String> pattern = exclusions.match(placed.candidate.tag(), effort);
      if (pattern.isPresent()) {
        verdicts[placed.place] = new Verdict.Excluded(pattern.get());
      } else {
        kept.add(placed);
      }
    }
    remaining = kept;
  }

  /** Keeps what the filter matches, one tag for each key: the last, bytewise the smallest. */
  void filter(TagFilter filter) {
    var filtered = new Verdict.Filtered(filter.pattern());
    var lastByKey = HashMap.<String, Placed>newHashMap(remaining.size());
    var matched = new ArrayList<Placed>(remaining.size());
    for (Placed placed : remaining) {
      Tag tag = placed.candidate.tag();
      Optional<String> key = filter.key(tag, effort);
      if (key.isPresent()) {
        var candidate = new Placed(placed.place, new Candidate(key.get(), tag));
        matched.add(candidate);
        lastByKey.put(key.get(), candidate);
      } else {
        verdicts[placed.place] = filtered;
      }
    }
    keyOrder = filter.extract().isEmpty() ? KeyOrder.DESCENDING : KeyOrder.UNKNOWN;
    remaining = matched.size() == lastByKey.size() ? matched : collapsed(matched, lastByKey);
  }

  private List<Placed> collapsed(List<Placed> matched, Map<String, Placed> lastByKey) {
    var kept = new ArrayList<Placed>(lastByKey.size());
    for (Placed placed : matched) {
      String key = placed.candidate.key();
      Placed last = lastByKey.getOrDefault(key, placed);
      if (last.place == placed.place) {
        kept.add(placed);
      } else {
        verdicts[placed.place] = new Verdict.Collapsed(key, last.candidate.tag());
      }
    }
    return kept;
  }

  /** What is left to choose from, in an order that decides between equals. */
  List<Candidate> candidates() {
    return remaining.stream().map(Placed::candidate).toList();
  }

  /** Takes a candidate, by its place among them, out of the choice. */
  void refuse(int candidate, Verdict verdict) {
    verdicts[remaining.get(candidate).place] = verdict;
  }

  /** Chooses a candidate, by its place among them, over all that are not refused. */
  void choose(int candidate, String because) {
    chosen = candidate;
    reason = because;
  }

  /** Chooses none, because there is none to choose from. */
  void fail(String failure) {
    chosen = NONE;
    reason = failure;
  }

  void sortByKey() {
    remaining.sort(BY_KEY_DESCENDING);
  }

  /** The selection, once a policy with this ranking has chosen. */
  Selection build(Ranking ranking) {
    var undecided = new Verdict.Undecided(reason);
    for (int i = 0; i < remaining.size(); i++) {
      Placed placed = remaining.get(i);
      if (verdicts[placed.place] == null) {
        verdicts[placed.place] =
            chosen == NONE
                ? undecided
                : i == chosen
                    ? new Verdict.Chosen(reason)
                    : new Verdict.Outranked(
                        ranking, placed.candidate, remaining.get(chosen).candidate);
      }
    }
    var complete = new ArrayList<TagVerdict>(tags.size());
    for (int place = 0; place < verdicts.length; place++) {
      Verdict verdict = verdicts[place];
      if (verdict != null) { // always: each tag was taken away or reached the policy
        complete.add(new TagVerdict(tags.get(place), verdict));
      }
    }
    return chosen == NONE
        ? Selection.failed(reason, complete)
        : Selection.chosen(remaining.get(chosen).candidate.tag(), complete);
  }

  /**
   * Whether the choice would be another if the candidates were sorted by their keys, which is the
   * rule where Flux goes by the random order of a map. Sorting keys costs more than all the rest,
   * and they hardly ever tie, so it is done only when it matters.
   */
  boolean dependOnOrder(Ranking ranking) {
    return keyOrder == KeyOrder.UNKNOWN
        && (chosen == NONE || hasEqual(ranking, remaining.get(chosen)));
  }

  private boolean hasEqual(Ranking ranking, Placed winner) {
    return remaining.stream()
        .anyMatch(other ->
            other.place != winner.place && ranking.ties(other.candidate, winner.candidate));
  }
}
