package dev.freshet.cli.table;

import dev.freshet.api.condition.Conditions;
import dev.freshet.core.InvalidInputException;

/** Which objects {@code --status-selector} lets through, such as {@code ready=false}. */
public record StatusSelector(String type, Comparison comparison, String status) {

  /** Whether the condition has to have the status, or must not have it. */
  public enum Comparison {
    EQUAL("="),
    NOT_EQUAL("!=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }
  }

  /** Reads {@code type=status} or {@code type!=status}. */
  public static StatusSelector parse(String text) {
    Comparison comparison =
        text.contains(Comparison.NOT_EQUAL.sign) ? Comparison.NOT_EQUAL : Comparison.EQUAL;
    int sign = text.indexOf(comparison.sign);
    if (sign < 0) {
      throw new InvalidInputException(
          "expected status selector in type=status or type!=status format, but found: " + text);
    }
    return new StatusSelector(
        text.substring(0, sign), comparison, text.substring(sign + comparison.sign.length()));
  }

  /** Compares without regard to case; an object without the condition has no status of it. */
  public boolean accepts(Conditions conditions) {
    boolean equal =
        conditions.list().stream()
            .filter(condition -> condition.type().equalsIgnoreCase(type))
            .anyMatch(condition -> condition.status().text().equalsIgnoreCase(status));
    return equal == (comparison == Comparison.EQUAL);
  }
}
