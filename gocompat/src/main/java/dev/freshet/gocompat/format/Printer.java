package dev.freshet.gocompat.format;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.value.GoEquality;
import dev.freshet.gocompat.value.GoMethod;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Utf8;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints values into a bounded output the way Go's fmt package does; strings are in byte form. */
public final class Printer {
  private final Output out;
  private boolean insideError;

  public Printer(int limit) {
    this(new Output(limit));
  }

  public Printer(Output out) {
    this.out = out;
  }

  public String text() {
    return out.toString();
  }

  /** Like {@code Fprintf}. */
  public void printf(String format, List<GoValue> arguments) {
    new FormatString(format, arguments, this::argument, out).print();
  }

  /** Like {@code Fprint}: a space between two values that are no strings. */
  public void print(List<GoValue> arguments) {
    // Nothing comes before the first value, so no space does either.
    boolean afterString = true;
    for (GoValue argument : arguments) {
      boolean string = argument.type().kind().equals("string");
      if (!string && !afterString) {
        out.append(' ');
      }
      afterString = string;
      argument(argument, 'v', new Flags());
    }
  }

  /** Like {@code Fprintln}: a space between values, and a line end. */
  public void println(List<GoValue> arguments) {
    String separator = "";
    for (GoValue argument : arguments) {
      out.append(separator);
      separator = " ";
      argument(argument, 'v', new Flags());
    }
    out.append('\n');
  }

  private void argument(GoValue value, int verb, Flags flags) {
    if (value == GoValue.Nil.NIL && (verb == 'v' || verb == 'T')) {
      flags.pad("<nil>", out);
    } else if (verb == 'T') {
      flags.pad(flags.truncate(value.type().toString()), out);
    } else if (verb == 'w') {
      wrongVerb(value, verb, flags);
    } else {
      value(value, verb, flags, 0);
    }
  }

  private void value(GoValue value, int verb, Flags flags, int depth) {
    GoEquality.requireNesting(depth);
    if (printedByMethod(value, verb, flags)) {
      return;
    }
    switch (value) {
      case GoValue.Nil _ -> nil(verb, flags, depth);
      case GoValue.Bool bool when verb == 't' || verb == 'v' ->
          flags.pad(Boolean.toString(bool.value()), out);
      case GoValue.Int number when IntegerText.knows(verb) ->
          IntegerText.print(number, verb, flags, out);
      case GoValue.Real number when FloatText.knows(verb) ->
          FloatText.print(number.value(), verb, flags, out);
      case GoValue.Text text when Quoted.knows(verb) ->
          Quoted.print(text.bytes(), verb, flags, out);
      case GoValue.Items items -> items(items, verb, flags, depth);
      case GoValue.Dict dict -> dict(dict, verb, flags, depth);
      case GoValue.Struct struct ->
          struct(struct, (GoType.StructOf) struct.type().shape(), verb, flags, depth);
      case GoValue.Opaque opaque -> out.append("{" + opaque.type() + "}");
      case GoValue.Bool _, GoValue.Int _, GoValue.Real _, GoValue.Text _ ->
          wrongVerb(value, verb, flags);
    }
  }

  private void nil(int verb, Flags flags, int depth) {
    if (depth == 0) {
      wrongVerb(GoValue.Nil.NIL, verb, flags);
    } else if (flags.sharpV) {
      out.append("interface {}(nil)");
    } else {
      out.append("<nil>");
    }
  }

  /** Writes what {@code %!d(string=x)} says: the verb does not fit the value. */
  private void wrongVerb(GoValue value, int verb, Flags flags) {
    out.append("%!" + Utf8.of(verb) + "(");
    if (value == GoValue.Nil.NIL) {
      out.append("<nil>)");
      return;
    }
    boolean before = insideError;
    insideError = true;
    out.append(value.type() + "=");
    value(value, 'v', flags, 0);
    insideError = before;
    out.append(')');
  }

  /** A value with a String method prints as that string, unless Go syntax is asked for. */
  private boolean printedByMethod(GoValue value, int verb, Flags flags) {
    if (insideError || flags.sharpV || "vsxXq".indexOf(verb) < 0) {
      return false;
    }
    Optional<GoMethod> method = GoMethod.find(value.type(), "String");
    if (method.isEmpty()) {
      return false;
    }
    try {
      GoValue.Text text = (GoValue.Text) method.get().body().call(value, List.of());
      Quoted.print(text.bytes(), verb, flags, out);
    } catch (GoErrorException panic) {
      out.append("%!" + (char) verb + "(PANIC=String method: " + panic.getMessage() + ")");
    }
    return true;
  }

  private void items(GoValue.Items items, int verb, Flags flags, int depth) {
    out.append(flags.sharpV ? items.type() + "{" : "[");
    String separator = "";
    for (GoValue element : items.elements()) {
      out.append(separator);
      separator = flags.sharpV ? ", " : " ";
      value(element, verb, flags, depth + 1);
    }
    out.append(flags.sharpV ? "}" : "]");
  }

  private void dict(GoValue.Dict dict, int verb, Flags flags, int depth) {
    out.append(flags.sharpV ? dict.type() + "{" : "map[");
    String separator = "";
    for (Map.Entry<GoValue, GoValue> entry : dict.entries().entrySet()) {
      out.append(separator);
      separator = flags.sharpV ? ", " : " ";
      value(entry.getKey(), verb, flags, depth + 1);
      out.append(':');
      value(entry.getValue(), verb, flags, depth + 1);
    }
    out.append(flags.sharpV ? "}" : "]");
  }

  private void struct(
      GoValue.Struct struct, GoType.StructOf shape, int verb, Flags flags, int depth) {
    out.append(flags.sharpV ? struct.type() + "{" : "{");
    String separator = "";
    for (int i = 0; i < shape.fields().size(); i++) {
      if (shape.fields().get(i).standing() == GoType.Standing.UNLISTED) {
        continue;
      }
      out.append(separator);
      separator = flags.sharpV ? ", " : " ";
      if (flags.sharpV || flags.plusV) {
        out.append(shape.fields().get(i).name() + ":");
      }
      value(struct.fields().get(i), verb, flags, depth + 1);
    }
    out.append('}');
  }
}
