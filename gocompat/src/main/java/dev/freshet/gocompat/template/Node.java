package dev.freshet.gocompat.template;

import dev.freshet.gocompat.format.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A node of a parsed template; prints as the template text it stands for. {@code at} is the byte
 * that error messages point to.
 */
sealed interface Node {
  int at();

  /** What can stand where a value is expected. */
  sealed interface Operand extends Node {}

  /** What stands between the delimiters and the text around them. */
  sealed interface Statement extends Node {}

  record Text(int at, String text) implements Statement {
    @Override
    public String toString() {
      return text;
    }
  }

  record Action(int at, Pipe pipe) implements Statement {
    @Override
    public String toString() {
      return "{{" + pipe + "}}";
    }
  }

  enum BranchKind {
    IF,
    WITH,
    RANGE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  record Branch(BranchKind kind, int at, Pipe pipe, List<Statement> body, List<Statement> orElse)
      implements Statement {
    @Override
    public String toString() {
      return "{{" + kind + " " + pipe + "}}";
    }
  }

  record Break(int at) implements Statement {
    @Override
    public String toString() {
      return "{{break}}";
    }
  }

  record Continue(int at) implements Statement {
    @Override
    public String toString() {
      return "{{continue}}";
    }
  }

  /** {@code pipe} has no commands when the template is called without a value. */
  record TemplateCall(int at, String name, Pipe pipe) implements Statement {
    @Override
    public String toString() {
      String argument = pipe.commands().isEmpty() ? "" : " " + pipe;
      return "{{template " + Quoted.quote(name) + argument + "}}";
    }
  }

  enum Declaration {
    DECLARE(" := "),
    ASSIGN(" = ");

    private final String symbol;

    Declaration(String symbol) {
      this.symbol = symbol;
    }
  }

  record Pipe(int at, Declaration declaration, List<Variable> variables, List<Command> commands)
      implements Operand {
    @Override
    public String toString() {
      String declared =
          variables.isEmpty()
              ? ""
              : variables.stream().map(Variable::toString).collect(Collectors.joining(", "))
                  + declaration.symbol;
      return declared + commands.stream().map(Command::toString).collect(Collectors.joining(" | "));
    }
  }

  record Command(int at, List<Operand> operands) implements Node {
    @Override
    public String toString() {
      return operands.stream()
          .map(operand -> operand instanceof Pipe pipe ? "(" + pipe + ")" : operand.toString())
          .collect(Collectors.joining(" "));
    }
  }

  record Identifier(int at, String name) implements Operand {
    @Override
    public String toString() {
      return name;
    }
  }

  record Field(int at, List<String> names) implements Operand {
    @Override
    public String toString() {
      return "." + String.join(".", names);
    }
  }

  /** The first name is the variable's, with its dollar sign; the others are fields. */
  record Variable(int at, List<String> names) implements Operand {
    @Override
    public String toString() {
      return String.join(".", names);
    }
  }

  record Chain(int at, Operand operand, List<String> names) implements Operand {
    @Override
    public String toString() {
      String start = operand instanceof Pipe pipe ? "(" + pipe + ")" : operand.toString();
      return start + "." + String.join(".", names);
    }
  }

  record Dot(int at) implements Operand {
    @Override
    public String toString() {
      return ".";
    }
  }

  record Nil(int at) implements Operand {
    @Override
    public String toString() {
      return "nil";
    }
  }

  record Bool(int at, boolean value) implements Operand {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  record Literal(int at, String source, String text) implements Operand {
    @Override
    public String toString() {
      return source;
    }
  }

  /** A number constant can be several of these at once. */
  record Constant(
      int at, String source, OptionalLong signed, OptionalLong unsigned, OptionalDouble real)
      implements Operand {
    @Override
    public String toString() {
      return source;
    }
  }
}
