package dev.freshet.gocompat.template;

import dev.freshet.gocompat.value.GoValue;
import java.util.List;

/** What a command is given: operands still to be evaluated against dot, and a piped value. */
record Arguments(GoValue dot, List<Node.Operand> operands, Piped piped) {
  static Arguments none(GoValue dot) {
    return new Arguments(dot, List.of(), Piped.NOTHING);
  }

  boolean present() {
    return count() > 0;
  }

  int count() {
    return operands.size() + piped.value().size();
  }

  /** The value that comes down a pipeline, if any: the last argument of the next command. */
  record Piped(List<GoValue> value) {
    static final Piped NOTHING = new Piped(List.of());

    boolean present() {
      return !value.isEmpty();
    }
  }
}
