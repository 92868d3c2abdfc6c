package dev.freshet.core.policy;

import dev.freshet.core.Cutoff;
import dev.freshet.core.InvalidInputException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.semver.Constraint;
import dev.freshet.gocompat.semver.Version;
import java.util.List;
import java.util.Optional;

/** The highest version in a range; of equal versions the first is the latest. */
public record SemVerPolicy(Constraint range) implements Policy {

  /** Reads a range, or says what is improper about it. */
  public static SemVerPolicy parse(String range) {
    try {
      return new SemVerPolicy(Constraint.parse(range));
    } catch (GoSyntaxException refused) {
      throw new InvalidInputException("invalid policy: " + refused.getMessage(), refused);
    }
  }

  @Override
  public void select(VerdictBuilder verdicts) {
    List<Candidate> candidates = verdicts.candidates();
    Optional<Version> highest = Optional.empty();
    int latest = -1;
    for (int i = 0; i < candidates.size(); i++) {
      if (i % Expressions.TAGS_BETWEEN_CHECKS == 0) {
        Cutoff.check();
      }
      Candidate candidate = candidates.get(i);
      Optional<Version> version = Version.parseTag(candidate.key());
      if (version.isEmpty()) {
        verdicts.refuse(i, new Verdict.NotAVersion(candidate));
      } else if (!range.accepts(version.get())) {
        verdicts.refuse(i, new Verdict.OutOfRange(candidate, range));
      } else if (highest.isEmpty() || version.get().compareTo(highest.get()) > 0) {
        highest = version;
        latest = i;
      }
    }
    if (highest.isEmpty()) {
      verdicts.fail(
          candidates.isEmpty()
              ? "version list argument cannot be empty"
              : "unable to determine latest version from provided list");
      return;
    }
    verdicts.choose(latest, "it is the highest version in the range " + range);
  }

  @Override
  public boolean ties(Candidate a, Candidate b) {
    return Version.parseTag(a.key())
        .flatMap(version -> Version.parseTag(b.key()).map(version::compareTo))
        .filter(order -> order == 0)
        .isPresent();
  }

  @Override
  public String comparison(Candidate loser, Candidate winner) {
    return ties(loser, winner)
        ? "%s and %s are equal versions, and the bytewise larger is taken".formatted(loser, winner)
        : loser + " is lower than " + winner + rule(loser, winner);
  }

  private static String rule(Candidate loser, Candidate winner) {
    return Version.parseTag(winner.key())
        .flatMap(
            higher -> Version.parseTag(loser.key()).flatMap(lower -> lower.prereleaseRule(higher)))
        .map(rule -> ": " + rule)
        .orElse("");
  }
}
