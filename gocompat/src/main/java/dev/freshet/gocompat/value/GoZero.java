package dev.freshet.gocompat.value;

import java.util.List;

/** The zero value of a type: what Go gives where nothing was said. */
public final class GoZero {
  private GoZero() {}

  public static GoValue of(GoType type) {
    return switch (type.shape()) {
      case GoType.Basic.BOOL -> GoValue.of(false);
      case GoType.Basic.FLOAT64 -> GoValue.of(0.0);
      case GoType.Basic.STRING -> GoValue.bytes("");
      case GoType.Basic.NIL, GoType.Basic.ANY -> GoValue.Nil.NIL;
      case GoType.Basic _ -> new GoValue.Int(type, 0);
      case GoType.ListOf _ -> new GoValue.Items(type, List.of());
      case GoType.MapOf _ -> new GoValue.Dict(type);
      case GoType.StructOf struct ->
          new GoValue.Struct(
              (GoType.Named) type,
              struct.fields().stream().map(field -> of(field.type())).toList());
      case GoType.Opaque _, GoType.Named _ -> GoValue.Nil.NIL;
    };
  }
}
