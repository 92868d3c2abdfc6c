package dev.freshet.engine.reconcile;

import java.util.Optional;

/** Why an object runs now, and the token to answer with when somebody asked for it. */
public record Trigger(Cause cause, Optional<String> token) {
  /** Whether anybody wants to see what is there by now. */
  public enum Cause {
    SCHEDULE,
    REQUEST
  }

  public static final Trigger SCHEDULE = new Trigger(Cause.SCHEDULE, Optional.empty());

  public static final Trigger ONCE = new Trigger(Cause.REQUEST, Optional.empty());

  public static Trigger request(String token) {
    return new Trigger(Cause.REQUEST, Optional.of(token));
  }
}
