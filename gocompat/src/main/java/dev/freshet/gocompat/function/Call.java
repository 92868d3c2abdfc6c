package dev.freshet.gocompat.function;

import dev.freshet.gocompat.value.GoValue;
import java.util.List;

/** The arguments of one call, whose types are those the signature names, and its environment. */
public record Call(List<GoValue> arguments, Environment environment) {

  public Budget budget() {
    return environment.budget();
  }

  public GoValue value(int index) {
    return arguments.get(index);
  }

  /** A string argument, in byte form. */
  public String text(int index) {
    return ((GoValue.Text) arguments.get(index)).bytes();
  }

  public long integer(int index) {
    return ((GoValue.Int) arguments.get(index)).value();
  }

  public boolean bool(int index) {
    return ((GoValue.Bool) arguments.get(index)).value();
  }

  /** A map argument; a nil one is an empty map. */
  public GoValue.Dict dict(int index) {
    return dictOf(arguments.get(index));
  }

  static GoValue.Dict dictOf(GoValue value) {
    return value instanceof GoValue.Dict dict ? dict : GoValue.dict();
  }

  /** The arguments from this one on. */
  public List<GoValue> from(int index) {
    return arguments.subList(Math.min(index, arguments.size()), arguments.size());
  }

  public List<GoValue.Dict> dictsFrom(int index) {
    return from(index).stream().map(Call::dictOf).toList();
  }
}
