package dev.freshet.core.policy;

import dev.freshet.core.image.ByteOrder;
import java.util.List;

/** The last candidate in byte order, or the first when descending. */
public record AlphabeticalPolicy(Order order) implements Policy {

  @Override
  public void select(VerdictBuilder verdicts) {
    List<Candidate> candidates = verdicts.candidates();
    if (candidates.isEmpty()) {
      verdicts.fail("version list argument cannot be empty");
      return;
    }
    int latest = 0;
    for (int i = 1; i < candidates.size(); i++) {
      if (compare(candidates.get(i), candidates.get(latest)) > 0) {
        latest = i;
      }
    }
    verdicts.choose(
        latest,
        switch (order) {
          case ASC -> "it is the last in byte order";
          case DESC -> "it is the first in byte order";
        });
  }

  private int compare(Candidate a, Candidate b) {
    return order.applied(ByteOrder.compare(a.key(), b.key()));
  }

  @Override
  public boolean ties(Candidate a, Candidate b) {
    return a.key().equals(b.key());
  }

  @Override
  public String comparison(Candidate loser, Candidate winner) {
    if (ties(loser, winner)) {
      return loser + " is listed twice";
    }
    return switch (order) {
      case ASC -> loser + " comes before " + winner;
      case DESC -> loser + " comes after " + winner;
    };
  }
}
