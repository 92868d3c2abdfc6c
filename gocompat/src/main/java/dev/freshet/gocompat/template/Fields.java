package dev.freshet.gocompat.template;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.value.GoMethod;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.util.List;
import java.util.Optional;

/** Looks up names in values: methods, fields of structs and of those embedded in them, map keys. */
final class Fields {
  /** Gives the operands that a method is called with their values. */
  @FunctionalInterface
  interface Operands {
    List<GoValue> values(Frame frame, String name, GoType.Signature signature, Arguments given);
  }

  private final Operands operands;

  Fields(Operands operands) {
    this.operands = operands;
  }

  /** Walks down the names; the last one, if it is a method, gets the arguments. */
  GoValue chain(Frame frame, Node node, GoValue receiver, List<String> names, Arguments given) {
    GoValue current = receiver;
    String type = receiver.type().toString();
    for (int i = 0; i < names.size() - 1; i++) {
      GoValue next = field(frame, node, current, type, names.get(i), Arguments.none(given.dot()));
      type = elementType(current).orElse(next.type()).toString();
      current = next;
    }
    return field(frame, node, current, type, names.getLast(), given);
  }

  /** What comes out of a map has the type that the map says, for Go's error messages. */
  private static Optional<GoType> elementType(GoValue value) {
    return value instanceof GoValue.Dict dict
        ? Optional.of(dict.shape().element())
        : Optional.empty();
  }

  private GoValue field(
      Frame frame, Node node, GoValue receiver, String type, String name, Arguments given) {
    if (receiver == GoValue.Nil.HELD) {
      throw frame.fail("nil pointer evaluating interface {}." + name);
    }
    if (receiver == GoValue.Nil.NIL) {
      return receiver;
    }
    Optional<GoMethod> method = GoMethod.find(receiver.type(), name);
    if (method.isPresent()) {
      return call(frame, node, name, receiver, method.get(), given);
    }
    if (receiver instanceof GoValue.Struct struct) {
      Optional<GoValue> field = field(struct, name);
      if (field.isPresent()) {
        if (given.present()) {
          throw frame.fail(name + " has arguments but cannot be invoked as function");
        }
        return field.get();
      }
    }
    if (receiver instanceof GoValue.Dict dict && dict.shape().key() == GoType.Basic.STRING) {
      if (given.present()) {
        throw frame.fail(name + " is not a method but has arguments");
      }
      GoValue value = dict.entries().get(GoValue.bytes(name));
      return value == null ? GoValue.Nil.NIL : value == GoValue.Nil.NIL ? GoValue.Nil.HELD : value;
    }
    throw frame.fail("can't evaluate field " + name + " in type " + type);
  }

  private GoValue call(
      Frame frame, Node node, String name, GoValue receiver, GoMethod method, Arguments given) {
    List<GoValue> values = operands.values(frame, name, method.signature(), given);
    try {
      return method.body().call(receiver, values);
    } catch (GoErrorException error) {
      throw frame.failAt(node, "error calling " + name + ": " + error.getMessage());
    }
  }

  /** A field of the struct itself, else of the structs embedded in it. */
  private static Optional<GoValue> field(GoValue.Struct struct, String name) {
    List<GoType.Field> fields = ((GoType.StructOf) struct.type().shape()).fields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return Optional.of(struct.fields().get(i));
      }
    }
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).standing() == GoType.Standing.EMBEDDED
          && struct.fields().get(i) instanceof GoValue.Struct embedded) {
        Optional<GoValue> found = field(embedded, name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
