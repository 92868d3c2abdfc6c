package dev.freshet.core.policy;

import java.util.List;

/** How the latest among the candidates is found. */
public sealed interface Policy permits SemVerPolicy, AlphabeticalPolicy, NumericalPolicy {

  /**
   * Chooses among the candidates, in their order, which decides between equals; the selection holds
   * a verdict for each.
   */
  Selection select(List<Candidate> candidates);

  /** Whether nothing but their order decides between two candidates. */
  boolean ties(Candidate a, Candidate b);

  /** A sentence that says why a candidate lost to the one that was chosen. */
  String comparison(Candidate loser, Candidate winner);
}
