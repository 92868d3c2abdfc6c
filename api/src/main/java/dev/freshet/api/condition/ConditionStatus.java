package dev.freshet.api.condition;

/** Whether a condition holds; {@link #text()} is how Kubernetes spells it. */
public enum ConditionStatus {
  TRUE("True"),
  FALSE("False"),
  UNKNOWN("Unknown");

  private final String text;

  ConditionStatus(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
