package dev.freshet.gocompat.value;

import java.util.List;
import java.util.function.UnaryOperator;

/** A method of a declared type: what it takes, and what it does with its receiver. */
public record GoMethod(Signature signature, Body body) {

  /** The work of a method; a refused argument is a GoErrorException. */
  @FunctionalInterface
  public interface Body {
    GoValue call(GoValue receiver, List<GoValue> arguments);
  }

  /** A method without parameters. */
  public static GoMethod of(UnaryOperator<GoValue> body) {
    return new GoMethod(Signature.NONE, (receiver, _) -> body.apply(receiver));
  }
}
