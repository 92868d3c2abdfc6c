package dev.freshet.engine.pipeline;

import java.util.Optional;

/** Why an object runs now, and the token to answer with when somebody asked for it. */
public record Trigger(ScanCause cause, Optional<String> token) {
  public static final Trigger SCHEDULE = new Trigger(ScanCause.SCHEDULE, Optional.empty());

  public static final Trigger ONCE = new Trigger(ScanCause.REQUEST, Optional.empty());

  public static Trigger request(String token) {
    return new Trigger(ScanCause.REQUEST, Optional.of(token));
  }
}
