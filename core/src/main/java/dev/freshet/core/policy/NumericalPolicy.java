package dev.freshet.core.policy;

import dev.freshet.core.Cutoff;
import dev.freshet.core.OutsideText;
import dev.freshet.gocompat.number.GoFloat;
import java.util.List;
import java.util.Optional;

/**
 * The largest number, or the smallest when descending; of equal numbers the last candidate is the
 * latest.
 */
public record NumericalPolicy(Order order, NumberRule rule) implements Policy {

  /** What happens to candidates that are no numbers, and how finely numbers are told apart. */
  public enum NumberRule {
    /** Only numbers take part, NaN does not, and they are compared as written. */
    LENIENT,
    /** As in Flux: one that is no number fails the policy, and 64-bit floats are compared. */
    STRICT
  }

  /** The default rule. */
  public NumericalPolicy(Order order) {
    this(order, NumberRule.LENIENT);
  }

  @Override
  public void select(VerdictBuilder verdicts) {
    List<Candidate> candidates = verdicts.candidates();
    if (candidates.isEmpty()) {
      verdicts.fail("version list argument cannot be empty");
      return;
    }
    Optional<GoFloat> largest = Optional.empty();
    int latest = -1;
    int offender = -1;
    for (int i = 0; i < candidates.size(); i++) {
      if (i % Expressions.TAGS_BETWEEN_CHECKS == 0) {
        Cutoff.check();
      }
      Candidate candidate = candidates.get(i);
      Optional<GoFloat> number = number(candidate);
      if (number.isEmpty()) {
        verdicts.refuse(i, new Verdict.NotANumber(candidate));
        offender = offender < 0 ? i : offender;
      } else if (largest.isEmpty() || !isBelow(number.get(), largest.get())) {
        largest = number;
        latest = i;
      }
    }
    if (largest.isEmpty() || (offender >= 0 && rule == NumberRule.STRICT)) {
      verdicts.fail(
          "failed to parse invalid numeric value '"
              + OutsideText.excerpt(candidates.get(offender).key())
              + "'");
      return;
    }
    verdicts.choose(
        latest,
        switch (order) {
          case ASC -> "it is the largest number";
          case DESC -> "it is the smallest number";
        });
  }

  /** The number a candidate takes part with. */
  private Optional<GoFloat> number(Candidate candidate) {
    return GoFloat.parse(candidate.key())
        .filter(number -> rule == NumberRule.STRICT || !number.isNaN());
  }

  /** False between equals and, as in Go, whenever NaN is involved. */
  private boolean isBelow(GoFloat number, GoFloat largest) {
    return switch (rule) {
      case LENIENT -> order.applied(number.compareExactly(largest)) < 0;
      case STRICT ->
          switch (order) {
            case ASC -> number.value() < largest.value();
            case DESC -> number.value() > largest.value();
          };
    };
  }

  @Override
  public boolean ties(Candidate a, Candidate b) {
    return number(a).flatMap(first -> number(b).map(second -> ties(first, second))).orElse(false);
  }

  /** NaN is neither above nor below anything, so it ties with everything. */
  private boolean ties(GoFloat a, GoFloat b) {
    return !isBelow(a, b) && !isBelow(b, a);
  }

  @Override
  public String comparison(Candidate loser, Candidate winner) {
    if (ties(loser, winner)) {
      return "%s and %s are equal, and the bytewise smaller is taken".formatted(loser, winner);
    }
    return switch (order) {
      case ASC -> loser + " is less than " + winner;
      case DESC -> loser + " is greater than " + winner;
    };
  }
}
