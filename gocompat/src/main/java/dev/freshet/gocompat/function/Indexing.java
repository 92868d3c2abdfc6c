package dev.freshet.gocompat.function;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.GoZero;
import java.util.List;

/** Go's built-in {@code index} and {@code slice}. */
final class Indexing {
  private Indexing() {}

  static GoValue index(GoValue item, List<GoValue> indexes) {
    if (item == GoValue.Nil.NIL) {
      throw new GoErrorException("index of untyped nil");
    }
    GoValue current = item;
    for (GoValue index : indexes) {
      current = element(current, index);
    }
    return current;
  }

  private static GoValue element(GoValue item, GoValue index) {
    return switch (item) {
      case GoValue.Nil _ -> throw new GoErrorException("index of nil pointer");
      case GoValue.Text text ->
          new GoValue.Int(
              GoType.Basic.UINT8,
              text.bytes().charAt(within(text.bytes().length(), index, "string")));
      case GoValue.Items items ->
          items.elements().get(within(items.elements().size(), index, "slice"));
      case GoValue.Dict dict -> entry(dict, index);
      default -> throw new GoErrorException("can't index item of type " + item.type());
    };
  }

  private static GoValue entry(GoValue.Dict dict, GoValue index) {
    GoType key = dict.shape().key();
    if (index == GoValue.Nil.NIL) {
      throw new GoErrorException("value is nil; should be of type " + key);
    }
    if (key != GoType.Basic.ANY && !index.type().equals(key)) {
      throw new GoErrorException("value has type " + index.type() + "; should be " + key);
    }
    return dict.entries().getOrDefault(index, GoZero.of(dict.shape().element()));
  }

  private static int within(int length, GoValue index, String kind) {
    int position = position(index, length);
    if (position == length) {
      throw new GoErrorException("reflect: " + kind + " index out of range");
    }
    return position;
  }

  private static int position(GoValue index, int max) {
    if (index == GoValue.Nil.NIL) {
      throw new GoErrorException("cannot index slice/array with nil");
    }
    if (!(index instanceof GoValue.Int number)) {
      throw new GoErrorException("cannot index slice/array with type " + index.type());
    }
    if (number.value() < 0 || number.value() > max) {
      throw new GoErrorException("index out of range: " + number.value());
    }
    return (int) number.value();
  }

  static GoValue slice(GoValue item, List<GoValue> indexes) {
    if (item == GoValue.Nil.NIL) {
      throw new GoErrorException("slice of untyped nil");
    }
    if (indexes.size() > 3) {
      throw new GoErrorException("too many slice indexes: " + indexes.size());
    }
    int length =
        switch (item) {
          case GoValue.Text text -> text.bytes().length();
          case GoValue.Items items -> items.elements().size();
          default -> throw new GoErrorException("can't slice item of type " + item.type());
        };
    if (indexes.size() == 3 && item instanceof GoValue.Text) {
      throw new GoErrorException("cannot 3-index slice a string");
    }
    int[] bounds = {0, length, length};
    for (int i = 0; i < indexes.size(); i++) {
      bounds[i] = position(indexes.get(i), length);
    }
    requireOrder(bounds[0], bounds[1]);
    requireOrder(bounds[1], bounds[2]);
    return item instanceof GoValue.Items items
        ? new GoValue.Items(items.type(), items.elements().subList(bounds[0], bounds[1]))
        : GoValue.bytes(((GoValue.Text) item).bytes().substring(bounds[0], bounds[1]));
  }

  private static void requireOrder(int from, int to) {
    if (from > to) {
      throw new GoErrorException("invalid slice index: " + from + " > " + to);
    }
  }
}
