package dev.freshet.core.policy;

/** Which end of the order is the latest: the last when ascending, the first when descending. */
public enum Order {
  ASC,
  DESC;

  /** Turns a comparison round when descending, so that the latest is always the largest. */
  int applied(int comparison) {
    return this == ASC ? comparison : -comparison;
  }
}
