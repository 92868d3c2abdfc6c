package dev.freshet.gocompat.value;

import java.util.Comparator;
import java.util.List;

/** The order in which Go prints and ranges over the keys of a map. */
public enum GoOrder implements Comparator<GoValue> {
  INSTANCE;

  @Override
  public int compare(GoValue left, GoValue right) {
    return switch (left) {
      case GoValue.Text text when right instanceof GoValue.Text other -> text.compareTo(other);
      case GoValue.Int number when right instanceof GoValue.Int other ->
          number.unsigned()
              ? Long.compareUnsigned(number.value(), other.value())
              : Long.compare(number.value(), other.value());
      case GoValue.Real number when right instanceof GoValue.Real other ->
          Double.compare(number.value(), other.value());
      case GoValue.Bool bool when right instanceof GoValue.Bool other ->
          Boolean.compare(bool.value(), other.value());
      case GoValue.Struct struct when right instanceof GoValue.Struct other ->
          compareAll(struct.fields(), other.fields());
      default -> left.type().toString().compareTo(right.type().toString());
    };
  }

  private int compareAll(List<GoValue> left, List<GoValue> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
