package dev.freshet.gocompat.value;

import java.util.List;
import java.util.Optional;

/**
 * What a function or method takes.
 *
 * @param rest the type of any number of further arguments
 */
public record Signature(List<GoType> fixed, Optional<GoType> rest) {
  public static final Signature NONE = new Signature(List.of(), Optional.empty());

  public Signature {
    fixed = List.copyOf(fixed);
  }

  /** The type asked for at this place. */
  public GoType at(int index) {
    return index < fixed.size() ? fixed.get(index) : rest.orElseThrow();
  }
}
