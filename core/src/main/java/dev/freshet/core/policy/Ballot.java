package dev.freshet.core.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The candidates of one selection while a policy looks at them, and what it refused so far. */
final class Ballot {
  private final Policy policy;
  private final List<Candidate> candidates;
  private final @Nullable Verdict[] refusals;

  Ballot(Policy policy, List<Candidate> candidates) {
    this.policy = policy;
    this.candidates = candidates;
    this.refusals = new Verdict[candidates.size()];
  }

  void refuse(int index, Verdict verdict) {
    refusals[index] = verdict;
  }

  Selection choose(int index, String reason) {
    Candidate winner = candidates.get(index);
    var verdicts = new ArrayList<TagVerdict>(candidates.size());
    for (int i = 0; i < refusals.length; i++) {
      Candidate candidate = candidates.get(i);
      Verdict refusal = refusals[i];
      if (refusal == null) {
        refusal =
            i == index
                ? new Verdict.Chosen(reason)
                : new Verdict.Outranked(policy, candidate, winner);
      }
      verdicts.add(new TagVerdict(candidate.tag(), refusal));
    }
    return Selection.chosen(winner.tag(), verdicts);
  }

  /** Chooses none, because there is none to choose from. */
  Selection fail(String failure) {
    return Selection.failed(failure, verdicts(new Verdict.Undecided(failure)));
  }

  private List<TagVerdict> verdicts(Verdict others) {
    var verdicts = new ArrayList<TagVerdict>(candidates.size());
    for (int i = 0; i < refusals.length; i++) {
      Verdict refusal = refusals[i];
      verdicts.add(new TagVerdict(candidates.get(i).tag(), refusal == null ? others : refusal));
    }
    return verdicts;
  }
}
