package dev.freshet.gocompat.value;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A method of a declared type: what it takes, and what it does with its receiver. */
public final class GoMethod extends GoType.Method {
  private static final GoType.Signature NO_PARAMETERS =
      new GoType.Signature(List.of(), Optional.empty());

  private final Body body;

  /** The work of a method; a refused argument is a GoErrorException. */
  @FunctionalInterface
  public interface Body {
    GoValue call(GoValue receiver, List<GoValue> arguments);
  }

  public GoMethod(GoType.Signature signature, Body body) {
    super(signature);
    this.body = body;
  }

  /** A method without parameters. */
  public static GoMethod of(UnaryOperator<GoValue> body) {
    return new GoMethod(NO_PARAMETERS, (receiver, _) -> body.apply(receiver));
  }

  /** The method of a name that values of a type have. */
  public static Optional<GoMethod> find(GoType type, String name) {
    return type instanceof GoType.Named named
        ? Optional.ofNullable((GoMethod) named.methods().get(name))
        : Optional.empty();
  }

  public Body body() {
    return body;
  }
}
