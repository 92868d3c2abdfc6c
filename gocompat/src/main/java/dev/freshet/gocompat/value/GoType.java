package dev.freshet.gocompat.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The type of a Go value; prints as Go's {@code %T} prints it. */
public sealed interface GoType {

  /** The kind as Go's reflection names it, such as {@code slice} or {@code ptr}. */
  String kind();

  /** The types that have no parts, and the untyped nil. */
  enum Basic implements GoType {
    NIL("<nil>", "invalid"),
    ANY("interface {}", "interface"),
    BOOL("bool", "bool"),
    INT("int", "int"),
    INT64("int64", "int64"),
    UINT8("uint8", "uint8"),
    UINT32("uint32", "uint32"),
    UINT64("uint64", "uint64"),
    FLOAT64("float64", "float64"),
    STRING("string", "string");

    private final String text;
    private final String kind;

    Basic(String text, String kind) {
      this.text = text;
      this.kind = kind;
    }

    @Override
    public String kind() {
      return kind;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A slice type. */
  record ListOf(GoType element) implements GoType {
    public static final ListOf ANY = new ListOf(Basic.ANY);
    public static final ListOf STRING = new ListOf(Basic.STRING);

    @Override
    public String kind() {
      return "slice";
    }

    @Override
    public String toString() {
      return "[]" + element;
    }
  }

  /** A map type. */
  record MapOf(GoType key, GoType element) implements GoType {
    public static final MapOf STRING_TO_ANY = new MapOf(Basic.STRING, Basic.ANY);
    public static final MapOf STRING_TO_STRING = new MapOf(Basic.STRING, Basic.STRING);

    @Override
    public String kind() {
      return "map";
    }

    @Override
    public String toString() {
      return "map[" + key + "]" + element;
    }
  }

  /** The fields of a struct type, in order. */
  record StructOf(List<Field> fields) implements GoType {
    public StructOf {
      fields = List.copyOf(fields);
    }

    @Override
    public String kind() {
      return "struct";
    }

    @Override
    public String toString() {
      return "struct {}";
    }
  }

  /**
   * A field of a struct.
   *
   * @param json what Go's tag says of it for JSON, such as {@code name,omitempty}; empty without
   *     one
   */
  record Field(String name, GoType type, Standing standing, String json) {
    private static final String OMIT_EMPTY = ",omitempty";

    /** What JSON calls it. */
    public String jsonName() {
      int comma = json.indexOf(',');
      String tagged = comma < 0 ? json : json.substring(0, comma);
      return tagged.isEmpty() ? name : tagged;
    }

    public boolean omittedWhenEmpty() {
      return json.endsWith(OMIT_EMPTY);
    }
  }

  /** How a field stands among the others. */
  enum Standing {
    PLAIN,
    /** Declared by its type alone: its own fields can be named without naming it. */
    EMBEDDED,
    /** There for who names it; neither printed nor written as JSON. */
    UNLISTED
  }

  /** A type whose parts templates cannot reach; only its kind and its methods show. */
  record Opaque(String kind) implements GoType {}

  /**
   * What a function or method takes.
   *
   * @param rest the type of any number of further arguments
   */
  record Signature(List<GoType> fixed, Optional<GoType> rest) {
    public Signature {
      fixed = List.copyOf(fixed);
    }

    /** The type asked for at this place. */
    public GoType at(int index) {
      return index < fixed.size() ? fixed.get(index) : rest.orElseThrow();
    }
  }

  /** A method of a declared type, as far as types know it: what it takes. */
  abstract class Method {
    private final Signature signature;

    Method(Signature signature) {
      this.signature = signature;
    }

    public Signature signature() {
      return signature;
    }
  }

  /**
   * A declared type with methods. Two of them are the same type only if they are the same object.
   */
  final class Named implements GoType {
    private final String name;
    private final GoType underlying;
    private final Map<String, Method> methods;

    public Named(String name, GoType underlying, Map<String, ? extends Method> methods) {
      this.name = name;
      this.underlying = underlying;
      this.methods = Map.copyOf(methods);
    }

    /** A type whose methods take values of the type itself. */
    public Named(
        String name,
        GoType underlying,
        Function<? super Named, ? extends Map<String, ? extends Method>> methods) {
      this.name = name;
      this.underlying = underlying;
      this.methods = Map.copyOf(methods.apply(this));
    }

    public GoType underlying() {
      return underlying;
    }

    public Map<String, Method> methods() {
      return methods;
    }

    @Override
    public String kind() {
      return underlying.kind();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The type itself, or what a declared type stands for. */
  default GoType shape() {
    return this instanceof Named named ? named.underlying() : this;
  }

  /** Whether Go's {@code ==} works on values of this type. */
  default boolean comparable() {
    return switch (this) {
      case Basic _, Opaque _ -> true;
      case ListOf _, MapOf _ -> false;
      case StructOf struct ->
          struct.fields().stream()
              .filter(field -> field.standing() != Standing.UNLISTED)
              .allMatch(field -> field.type().comparable());
      case Named named -> named.underlying().comparable();
    };
  }

  /** Whether nil can be given where this type is asked for. */
  default boolean nillable() {
    return switch (kind()) {
      case "interface", "map", "slice", "ptr" -> true;
      default -> false;
    };
  }
}
