package dev.freshet.gocompat.json;

import dev.freshet.gocompat.format.FloatText;
import dev.freshet.gocompat.format.Output;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.value.GoEquality;
import dev.freshet.gocompat.value.GoMethod;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Utf8;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Writes a value as Go's encoding/json does. */
public final class JsonWriter {

  /** How the text looks: in a line, over several, or in a line with {@code <>&} as they are. */
  public enum Style {
    COMPACT,
    PRETTY,
    RAW
  }

  private final Style style;
  private final Output out;

  private JsonWriter(Style style, Output out) {
    this.style = style;
    this.out = out;
  }

  public static String of(GoValue value, Style style, Budget budget) {
    Output out = new Output(budget.maxText());
    new JsonWriter(style, out).write(value, 0);
    return out.toString();
  }

  private void write(GoValue value, int depth) {
    GoEquality.requireNesting(depth);
    switch (value) {
      case GoValue.Nil _ -> out.append("null");
      case GoValue.Bool bool -> out.append(Boolean.toString(bool.value()));
      case GoValue.Int number when number.unsigned() ->
          out.append(Long.toUnsignedString(number.value()));
      case GoValue.Int number -> out.append(Long.toString(number.value()));
      case GoValue.Real number -> out.append(number(number.value()));
      case GoValue.Text text -> string(text.bytes());
      case GoValue.Items items -> list(items.elements(), depth);
      case GoValue.Dict dict -> map(dict, depth);
      case GoValue.Struct struct -> struct(struct, depth);
      case GoValue.Opaque opaque -> opaque(opaque);
    }
  }

  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new JsonError("json: unsupported value: " + FloatText.format(value, 'g', -1));
    }
    double magnitude = Math.abs(value);
    boolean plain = magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e21);
    String text = FloatText.format(value, plain ? 'f' : 'e', FloatText.SHORTEST);
    return text.replace("e-0", "e-");
  }

  private void string(String bytes) {
    out.append('"');
    for (int i = 0; i < bytes.length(); i += Utf8.width(bytes, i)) {
      int point = Utf8.codePointAt(bytes, i);
      switch (point) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(escaped(point, bytes, i));
      }
    }
    out.append('"');
  }

  private String escaped(int point, String bytes, int at) {
    boolean html = style != Style.RAW && (point == '<' || point == '>' || point == '&');
    boolean invalid = point == Utf8.INVALID && Utf8.width(bytes, at) == 1;
    return point < ' ' || html || invalid || point == 0x2028 || point == 0x2029
        ? "\\u" + HexFormat.of().toHexDigits((char) point)
        : bytes.substring(at, at + Utf8.width(bytes, at));
  }

  private void list(List<GoValue> elements, int depth) {
    out.append('[');
    String separator = "";
    for (GoValue element : elements) {
      separator = next(separator, depth);
      write(element, depth + 1);
    }
    close(elements.isEmpty(), ']', depth);
  }

  private void map(GoValue.Dict dict, int depth) {
    if (dict.shape().key() != GoType.Basic.STRING) {
      throw new JsonError("json: unsupported type: " + dict.type());
    }
    out.append('{');
    String separator = "";
    for (Map.Entry<GoValue, GoValue> entry : dict.entries().entrySet()) {
      separator = next(separator, depth);
      member(((GoValue.Text) entry.getKey()).bytes(), entry.getValue(), depth);
    }
    close(dict.entries().isEmpty(), '}', depth);
  }

  private void struct(GoValue.Struct struct, int depth) {
    out.append('{');
    boolean empty = fields(struct, "", depth).isEmpty();
    close(empty, '}', depth);
  }

  /** Writes the fields, those of embedded structs among them; says what stands before others. */
  private String fields(GoValue.Struct struct, String first, int depth) {
    List<GoType.Field> fields = ((GoType.StructOf) struct.type().shape()).fields();
    String separator = first;
    for (int i = 0; i < fields.size(); i++) {
      GoType.Field field = fields.get(i);
      GoValue value = struct.fields().get(i);
      if (field.standing() == GoType.Standing.EMBEDDED && value instanceof GoValue.Struct inner) {
        separator = fields(inner, separator, depth);
      } else if (field.standing() != GoType.Standing.UNLISTED
          && !(field.omittedWhenEmpty() && !GoEquality.truth(value))) {
        separator = next(separator, depth);
        member(field.jsonName(), value, depth);
      }
    }
    return separator;
  }

  private void member(String name, GoValue value, int depth) {
    string(name);
    out.append(style == Style.PRETTY ? ": " : ":");
    write(value, depth + 1);
  }

  /** Writes what stands before an element, and says what stands before the one after it. */
  private String next(String separator, int depth) {
    out.append(separator);
    line(depth + 1);
    return ",";
  }

  private void close(boolean empty, char bracket, int depth) {
    if (!empty) {
      line(depth);
    }
    out.append(bracket);
  }

  private void line(int depth) {
    if (style == Style.PRETTY) {
      out.append('\n');
      out.repeat(' ', 2 * depth);
    }
  }

  private void opaque(GoValue.Opaque opaque) {
    out.append(
        GoMethod.find(opaque.type(), "MarshalJSON")
            .map(method -> ((GoValue.Text) method.body().call(opaque, List.of())).bytes())
            .orElse("{}"));
  }
}
