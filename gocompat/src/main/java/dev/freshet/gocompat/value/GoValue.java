package dev.freshet.gocompat.value;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Go value of one of the kinds a template can meet. All but {@link Dict} are immutable. */
public sealed interface GoValue {
  GoType type();

  /** The untyped nil, and the absence of a value. */
  enum Nil implements GoValue {
    NIL,
    /**
     * The nil that an element of a list or map holds. Only the evaluation of fields and arguments
     * tells it from the other: Go refuses to look into it.
     */
    HELD;

    @Override
    public GoType type() {
      return GoType.Basic.NIL;
    }
  }

  /** A bool. */
  record Bool(boolean value) implements GoValue {
    @Override
    public GoType type() {
      return GoType.Basic.BOOL;
    }
  }

  /** An integer of any size; an unsigned one keeps its bits. */
  record Int(GoType type, long value) implements GoValue {
    public boolean unsigned() {
      return type.kind().startsWith("u");
    }
  }

  /** A float64. */
  record Real(double value) implements GoValue {
    @Override
    public GoType type() {
      return GoType.Basic.FLOAT64;
    }
  }

  /** A string, in byte form. */
  record Text(String bytes) implements GoValue, Comparable<Text> {
    @Override
    public GoType type() {
      return GoType.Basic.STRING;
    }

    @Override
    public int compareTo(Text other) {
      return bytes.compareTo(other.bytes);
    }
  }

  /** A slice. */
  record Items(GoType type, List<GoValue> elements) implements GoValue {}

  /** A map; the only value that can change. Its entries are kept in Go's printing order. */
  final class Dict implements GoValue {
    private final GoType type;
    private final TreeMap<GoValue, GoValue> entries = new TreeMap<>(Order.INSTANCE);

    public Dict(GoType type) {
      this.type = type;
    }

    @Override
    public GoType type() {
      return type;
    }

    /** The live entries. */
    public SortedMap<GoValue, GoValue> entries() {
      return entries;
    }

    public GoType.MapOf shape() {
      return (GoType.MapOf) type.shape();
    }

    /** The order in which Go prints and ranges over the keys of a map. */
    private enum Order implements Comparator<GoValue> {
      INSTANCE;

      @Override
      public int compare(GoValue left, GoValue right) {
        return switch (left) {
          case Text text when right instanceof Text other -> text.compareTo(other);
          case Int number when right instanceof Int other ->
              number.unsigned()
                  ? Long.compareUnsigned(number.value(), other.value())
                  : Long.compare(number.value(), other.value());
          case Real number when right instanceof Real other ->
              Double.compare(number.value(), other.value());
          case Bool bool when right instanceof Bool other ->
              Boolean.compare(bool.value(), other.value());
          case Struct struct when right instanceof Struct other ->
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
  }

  /** A struct; the fields are in the order of its type. */
  record Struct(GoType.Named type, List<GoValue> fields) implements GoValue {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** A value whose inside only its methods know. */
  record Opaque(GoType.Named type, Object inside) implements GoValue {}

  static GoValue of(boolean value) {
    return new Bool(value);
  }

  static GoValue of(double value) {
    return new Real(value);
  }

  /** A Go {@code int}. */
  static GoValue of(long value) {
    return new Int(GoType.Basic.INT, value);
  }

  static GoValue int64(long value) {
    return new Int(GoType.Basic.INT64, value);
  }

  /** A string that is already in byte form. */
  static GoValue bytes(String bytes) {
    return new Text(bytes);
  }

  /** A Java string. */
  static GoValue text(String text) {
    return new Text(Utf8.encode(text));
  }

  /** A {@code []interface {}}. */
  static GoValue list(List<GoValue> elements) {
    return new Items(GoType.ListOf.ANY, elements);
  }

  /** A {@code []string} of strings in byte form. */
  static GoValue strings(List<String> bytes) {
    return new Items(GoType.ListOf.STRING, bytes.stream().<GoValue>map(Text::new).toList());
  }

  /** An empty {@code map[string]interface {}}. */
  static Dict dict() {
    return new Dict(GoType.MapOf.STRING_TO_ANY);
  }
}
