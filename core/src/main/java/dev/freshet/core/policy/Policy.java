package dev.freshet.core.policy;

/** How the latest among the candidates is found. */
public sealed interface Policy extends Ranking
    permits SemVerPolicy, AlphabeticalPolicy, NumericalPolicy {

  /**
   * Chooses among the candidates, in their order, which decides between equals; refuses those that
   * could not be chosen.
   */
  void select(VerdictBuilder verdicts);
}
