package dev.freshet.gocompat.template;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.Environment;
import dev.freshet.gocompat.function.Function;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.GoEquality;
import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives pipelines, commands and operands their values. */
final class Evaluator {
  /** These look at their later arguments only when the earlier ones leave it open. */
  private static final Set<String> SHORT_CIRCUITING = Set.of("and", "or");

  /**
   * Levels of templates, actions and parentheses together. A recursion through a hundred templates
   * fits; one that would end the stack does not.
   */
  private static final int MAX_NESTING = 500;

  private static final GoType.Signature AT_LEAST_ONE =
      new GoType.Signature(List.of(GoType.Basic.ANY), Optional.of(GoType.Basic.ANY));

  private final FunctionTable functions;
  private final Environment environment;
  private final Fields fields = new Fields(this::arguments);
  private int nesting;

  Evaluator(FunctionTable functions, Environment environment) {
    this.functions = functions;
    this.environment = environment;
  }

  static boolean knows(String name, FunctionTable functions) {
    return SHORT_CIRCUITING.contains(name) || functions.find(name).isPresent();
  }

  Budget budget() {
    return environment.budget();
  }

  /** Goes one level down; everything that calls itself passes here, so the stack is bounded. */
  void enter(Frame frame) {
    if (nesting >= MAX_NESTING) {
      throw frame.fail("nested more than " + MAX_NESTING + " deep");
    }
    nesting++;
  }

  void leave() {
    nesting--;
  }

  GoValue pipeline(Frame frame, GoValue dot, Node.Pipe pipe) {
    if (pipe.commands().isEmpty()) {
      return GoValue.Nil.NIL;
    }
    frame.at(pipe);
    enter(frame);
    Arguments.Piped piped = Arguments.Piped.NOTHING;
    for (Node.Command command : pipe.commands()) {
      GoValue result = command(frame, dot, command, piped);
      piped = new Arguments.Piped(List.of(result == GoValue.Nil.HELD ? GoValue.Nil.NIL : result));
    }
    leave();
    GoValue value = piped.value().getFirst();
    for (Node.Variable variable : pipe.variables()) {
      switch (pipe.declaration()) {
        case ASSIGN -> frame.set(variable.names().getFirst(), value);
        case DECLARE -> frame.push(variable.names().getFirst(), value);
      }
    }
    return value;
  }

  private GoValue command(Frame frame, GoValue dot, Node.Command command, Arguments.Piped piped) {
    Node.Operand first = command.operands().getFirst();
    List<Node.Operand> arguments = command.operands().subList(1, command.operands().size());
    Arguments given = new Arguments(dot, arguments, piped);
    return switch (first) {
      case Node.Field field -> field(frame, field, given);
      case Node.Chain chain -> chain(frame, chain, given);
      case Node.Variable variable -> variable(frame, variable, given);
      case Node.Identifier identifier -> function(frame, identifier, command, given);
      case Node.Pipe pipe -> {
        requireNoArguments(frame, first, given);
        yield pipeline(frame, dot, pipe);
      }
      default -> {
        frame.at(first);
        requireNoArguments(frame, first, given);
        yield constant(frame, dot, first);
      }
    };
  }

  private void requireNoArguments(Frame frame, Node first, Arguments given) {
    if (given.present()) {
      throw frame.fail("can't give argument to non-function " + first);
    }
  }

  private GoValue constant(Frame frame, GoValue dot, Node.Operand operand) {
    return switch (operand) {
      case Node.Dot _ -> dot;
      case Node.Bool bool -> GoValue.of(bool.value());
      case Node.Literal literal -> GoValue.bytes(literal.text());
      case Node.Constant number -> ideal(frame, number);
      case Node.Nil _ -> throw frame.fail("nil is not a command");
      default -> throw frame.fail("can't evaluate command " + operand);
    };
  }

  /** The value of a number where its syntax alone decides its type. */
  private GoValue ideal(Frame frame, Node.Constant number) {
    String source = number.source();
    boolean hexadecimal = source.startsWith("0x") || source.startsWith("0X");
    boolean real =
        hexadecimal
            ? source.contains("p") || source.contains("P")
            : !source.startsWith("'")
                && source.chars().anyMatch(unit -> ".eEpP".indexOf(unit) >= 0);
    if (real && number.real().isPresent()) {
      return GoValue.of(number.real().getAsDouble());
    }
    return GoValue.of(number.signed().orElseThrow(() -> frame.fail(source + " overflows int")));
  }

  private GoValue field(Frame frame, Node.Field field, Arguments given) {
    frame.at(field);
    return fields.chain(frame, field, given.dot(), field.names(), given);
  }

  private GoValue variable(Frame frame, Node.Variable variable, Arguments given) {
    frame.at(variable);
    GoValue value = frame.get(variable.names().getFirst());
    if (variable.names().size() == 1) {
      requireNoArguments(frame, variable, given);
      return value;
    }
    List<String> names = variable.names().subList(1, variable.names().size());
    return fields.chain(frame, variable, value, names, given);
  }

  private GoValue chain(Frame frame, Node.Chain chain, Arguments given) {
    frame.at(chain);
    GoValue start = argument(frame, given.dot(), chain.operand(), GoType.Basic.ANY);
    return fields.chain(frame, chain, start, chain.names(), given);
  }

  private GoValue function(Frame frame, Node.Identifier name, Node node, Arguments given) {
    frame.at(name);
    if (SHORT_CIRCUITING.contains(name.name())) {
      return shortCircuit(frame, name.name(), given);
    }
    Function function = functions.find(name.name()).orElseThrow();
    List<GoValue> values = arguments(frame, name.name(), function.signature(), given);
    if (name.name().equals("call")) {
      throw notCallable(frame, node, given, values.getFirst());
    }
    try {
      GoValue result = function.body().apply(new Call(values, environment));
      charge(result);
      return result;
    } catch (GoErrorException error) {
      throw frame.failAt(node, "error calling " + name.name() + ": " + error.getMessage());
    }
  }

  /** Templates hold no functions as values, so there is nothing that could be called. */
  private GoErrorException notCallable(Frame frame, Node node, Arguments given, GoValue callee) {
    String name =
        given.operands().isEmpty()
            ? "<" + callee.type() + " Value>"
            : given.operands().getFirst().toString();
    return frame.failAt(
        node,
        callee == GoValue.Nil.NIL
            ? "error calling call: call of nil"
            : "error calling call: non-function " + name + " of type " + callee.type());
  }

  private void charge(GoValue result) {
    switch (result) {
      case GoValue.Text text -> budget().text(text.bytes().length());
      case GoValue.Items items -> budget().steps(items.elements().size());
      default -> {}
    }
  }

  private GoValue shortCircuit(Frame frame, String name, Arguments given) {
    requireCount(frame, name, AT_LEAST_ONE, given);
    GoValue value = GoValue.Nil.NIL;
    for (Node.Operand operand : given.operands()) {
      value = argument(frame, given.dot(), operand, GoType.Basic.ANY);
      if (GoEquality.truth(value) == name.equals("or")) {
        return value;
      }
    }
    return given.piped().present() ? given.piped().value().getFirst() : value;
  }

  /** The arguments of a call, evaluated in order and checked against what is asked for. */
  private List<GoValue> arguments(
      Frame frame, String name, GoType.Signature signature, Arguments given) {
    requireCount(frame, name, signature, given);
    List<GoValue> values = new ArrayList<>(given.count());
    for (Node.Operand operand : given.operands()) {
      values.add(argument(frame, given.dot(), operand, signature.at(values.size())));
    }
    for (GoValue piped : given.piped().value()) {
      values.add(validated(frame, piped, signature.at(values.size())));
    }
    return values;
  }

  private void requireCount(Frame frame, String name, GoType.Signature signature, Arguments given) {
    int wanted = signature.fixed().size();
    if (signature.rest().isPresent() && given.count() < wanted) {
      throw frame.fail(
          "wrong number of args for %s: want at least %d got %d"
              .formatted(name, wanted, given.operands().size()));
    }
    if (signature.rest().isEmpty() && given.count() != wanted) {
      throw frame.fail(
          "wrong number of args for %s: want %d got %d".formatted(name, wanted, given.count()));
    }
  }

  private GoValue argument(Frame frame, GoValue dot, Node.Operand operand, GoType type) {
    frame.at(operand);
    Arguments none = Arguments.none(dot);
    return switch (operand) {
      case Node.Dot _ -> validated(frame, dot, type);
      case Node.Nil _ when type.nillable() -> GoValue.Nil.NIL;
      case Node.Nil _ -> throw frame.fail("cannot assign nil to " + type);
      case Node.Field field -> validated(frame, field(frame, field, none), type);
      case Node.Variable variable -> validated(frame, variable(frame, variable, none), type);
      case Node.Pipe pipe -> validated(frame, pipeline(frame, dot, pipe), type);
      case Node.Identifier name -> validated(frame, function(frame, name, name, none), type);
      case Node.Chain chain -> validated(frame, chain(frame, chain, none), type);
      case Node.Bool _, Node.Constant _, Node.Literal _ -> constantOf(frame, operand, type);
    };
  }

  /** A constant takes the type that is asked for, if it can. */
  private GoValue constantOf(Frame frame, Node.Operand operand, GoType type) {
    String kind = type.kind();
    boolean signed = kind.equals("int") || kind.equals("int64");
    boolean unsigned = kind.startsWith("uint");
    return switch (operand) {
      case Node.Operand _ when type == GoType.Basic.ANY ->
          constant(frame, GoValue.Nil.NIL, operand);
      case Node.Bool bool when kind.equals("bool") -> GoValue.of(bool.value());
      case Node.Literal literal when kind.equals("string") -> GoValue.bytes(literal.text());
      case Node.Constant number when signed && number.signed().isPresent() ->
          new GoValue.Int(type, number.signed().getAsLong());
      case Node.Constant number when unsigned && number.unsigned().isPresent() ->
          new GoValue.Int(type, number.unsigned().getAsLong());
      case Node.Constant number when kind.equals("float64") && number.real().isPresent() ->
          GoValue.of(number.real().getAsDouble());
      default ->
          throw frame.fail(
              switch (kind) {
                case "bool", "string" -> "expected " + kind + "; found " + operand;
                case "int", "int64" -> "expected integer; found " + operand;
                case "uint32", "uint64" -> "expected unsigned integer; found " + operand;
                case "float64" -> "expected float; found " + operand;
                default -> "can't handle " + operand + " for arg of type " + type;
              });
    };
  }

  private GoValue validated(Frame frame, GoValue value, GoType type) {
    if (value instanceof GoValue.Nil && type == GoType.Basic.ANY) {
      return GoValue.Nil.NIL;
    }
    if (value == GoValue.Nil.HELD) {
      throw frame.fail("wrong type for value; expected " + type + "; got interface {}");
    }
    if (value == GoValue.Nil.NIL) {
      if (!type.nillable()) {
        throw frame.fail("invalid value; expected " + type);
      }
      return value;
    }
    if (type != GoType.Basic.ANY && !value.type().equals(type)) {
      throw frame.fail("wrong type for value; expected " + type + "; got " + value.type());
    }
    return value;
  }
}
