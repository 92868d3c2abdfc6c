package dev.freshet.gocompat.function;

import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;

/** A function a template can call by name. */
public record Function(String name, GoType.Signature signature, Body body) {

  /** The work of a function; the arguments already have the types of its signature. */
  @FunctionalInterface
  public interface Body {
    GoValue apply(Call call);
  }
}
