package dev.freshet.core.policy;

import dev.freshet.core.InvalidInputException;

/** Which end of the order is the latest: the last when ascending, the first when descending. */
public enum Order {
  ASC,
  DESC;

  /** Reads the upper-case spelling; nothing written means ascending. */
  public static Order parse(String text) {
    return switch (text) {
      case "", "ASC" -> ASC;
      case "DESC" -> DESC;
      default ->
          throw new InvalidInputException(
              "invalid order argument provided: '" + text + "', must be one of: ASC, DESC");
    };
  }

  /** Turns a comparison round when descending, so that the latest is always the largest. */
  int applied(int comparison) {
    return this == ASC ? comparison : -comparison;
  }
}
