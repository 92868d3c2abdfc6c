package dev.freshet.core.policy;

/** An order of candidates that can say what it goes by. */
interface Ranking {

  /** Whether nothing but their places in the list decide between two candidates. */
  boolean ties(Candidate a, Candidate b);

  /** A sentence that says why a candidate lost to the one that was chosen. */
  String comparison(Candidate loser, Candidate winner);
}
