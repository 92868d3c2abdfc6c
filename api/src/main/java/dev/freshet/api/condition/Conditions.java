package dev.freshet.api.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of one object, one per type: Stalled first, then Reconciling, Ready, the rest. */
public record Conditions(List<Condition> list) {
  private static final List<String> FIRST =
      List.of(Condition.STALLED, Condition.RECONCILING, Condition.READY);

  public static final Conditions NONE = new Conditions(List.of());

  public Conditions {
    list = list.stream().sorted(Conditions::compare).toList();
  }

  // Not a chain of comparators, whose lambdas no AOT cache keeps.
  private static int compare(Condition one, Condition other) {
    int ranks = Integer.compare(rank(one), rank(other));
    return ranks == 0 ? one.type().compareTo(other.type()) : ranks;
  }

  private static int rank(Condition condition) {
    int rank = FIRST.indexOf(condition.type());
    return rank < 0 ? FIRST.size() : rank;
  }

  public Optional<Condition> find(String type) {
    return list.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  public boolean isTrue(String type) {
    return find(type).filter(found -> found.status() == ConditionStatus.TRUE).isPresent();
  }

  /** Adds or replaces; the time stays when nothing but the generation changed. */
  public Conditions with(Condition condition) {
    Condition dated =
        find(condition.type())
            .filter(condition::says)
            .map(old -> condition.since(old.lastTransitionTime()))
            .orElse(condition);
    List<Condition> next = new ArrayList<>(without(condition.type()).list);
    next.add(dated);
    return new Conditions(next);
  }

  /** The same, with one condition made for another generation, if it is there. */
  public Conditions forGeneration(String type, long generation) {
    return new Conditions(
        list.stream()
            .map(one -> one.type().equals(type) ? one.forGeneration(generation) : one)
            .toList());
  }

  public Conditions without(String type) {
    return new Conditions(
        list.stream().filter(condition -> !condition.type().equals(type)).toList());
  }

  /** The same, where what the earlier ones said already keeps the time at which they began to. */
  public Conditions datedBy(Conditions earlier) {
    return new Conditions(
        list.stream()
            .map(condition ->
                earlier
                    .find(condition.type())
                    .filter(condition::says)
                    .map(old -> condition.since(old.lastTransitionTime()))
                    .orElse(condition))
            .toList());
  }
}
