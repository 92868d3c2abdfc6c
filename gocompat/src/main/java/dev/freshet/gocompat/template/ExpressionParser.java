package dev.freshet.gocompat.template;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.format.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Parses pipelines, and knows the variables in scope. */
final class ExpressionParser {
  private final Tokens tokens;
  private final Predicate<String> functionExists;
  private final int maxDepth;
  private final List<String> variables = new ArrayList<>(List.of("$"));
  private int depth;

  ExpressionParser(Tokens tokens, Predicate<String> functionExists, int maxDepth) {
    this.tokens = tokens;
    this.functionExists = functionExists;
    this.maxDepth = maxDepth;
  }

  /** A scope of its own for a template defined inside another. */
  ExpressionParser fresh() {
    return new ExpressionParser(tokens, functionExists, maxDepth);
  }

  int markVariables() {
    return variables.size();
  }

  void popVariables(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  Node.Pipe pipeline(String context, Token.Type end) {
    int at = tokens.peekNonSpace().at();
    List<Node.Variable> declared = new ArrayList<>();
    Node.Declaration declaration = declarations(context, declared);
    List<Node.Command> commands = new ArrayList<>();
    while (true) {
      Token token = tokens.nextNonSpace();
      if (token.type() == end) {
        break;
      }
      switch (token.type()) {
        case BOOL,
            CHAR_CONSTANT,
            DOT,
            FIELD,
            IDENTIFIER,
            NUMBER,
            NIL,
            RAW_STRING,
            STRING,
            VARIABLE,
            LEFT_PAREN -> {
          tokens.backup();
          commands.add(command());
        }
        default -> throw tokens.unexpected(token, context);
      }
    }
    requireExecutable(commands, context);
    return new Node.Pipe(at, declaration, declared, commands);
  }

  private Node.Declaration declarations(String context, List<Node.Variable> declared) {
    Node.Declaration declaration = Node.Declaration.DECLARE;
    while (tokens.peekNonSpace().type() == Token.Type.VARIABLE) {
      int mark = tokens.mark();
      Token variable = tokens.next();
      Token next = tokens.peekNonSpace();
      boolean comma = next.type() == Token.Type.CHAR && next.text().equals(",");
      if (next.type() != Token.Type.ASSIGN && next.type() != Token.Type.DECLARE && !comma) {
        tokens.reset(mark);
        break;
      }
      tokens.nextNonSpace();
      declared.add(new Node.Variable(variable.at(), List.of(variable.text())));
      variables.add(variable.text());
      if (!comma) {
        declaration =
            next.type() == Token.Type.ASSIGN ? Node.Declaration.ASSIGN : Node.Declaration.DECLARE;
        break;
      }
      requireSecondVariable(context, declared.size());
    }
    return declaration;
  }

  private void requireSecondVariable(String context, int count) {
    if (!context.equals("range") || count > 1) {
      throw tokens.fail("too many declarations in " + context);
    }
    switch (tokens.peekNonSpace().type()) {
      case VARIABLE, RIGHT_DELIMITER, RIGHT_PAREN -> {}
      default -> throw tokens.fail("range can only initialize variables");
    }
  }

  private void requireExecutable(List<Node.Command> commands, String context) {
    if (commands.isEmpty()) {
      throw tokens.fail("missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      switch (commands.get(i).operands().getFirst()) {
        case Node.Bool _, Node.Dot _, Node.Nil _, Node.Constant _, Node.Literal _ ->
            throw tokens.fail("non executable command in pipeline stage " + (i + 1));
        default -> {}
      }
    }
  }

  private Node.Command command() {
    int at = tokens.peekNonSpace().at();
    List<Node.Operand> operands = new ArrayList<>();
    while (true) {
      operand().ifPresent(operands::add);
      Token token = tokens.next();
      if (token.type() == Token.Type.SPACE) {
        continue;
      }
      switch (token.type()) {
        case RIGHT_DELIMITER, RIGHT_PAREN -> tokens.backup();
        case PIPE -> {}
        default -> throw tokens.unexpected(token, "operand");
      }
      break;
    }
    if (operands.isEmpty()) {
      throw tokens.fail("empty command");
    }
    return new Node.Command(at, operands);
  }

  private Optional<Node.Operand> operand() {
    Optional<Node.Operand> term = term();
    if (term.isEmpty() || tokens.peek().type() != Token.Type.FIELD) {
      return term;
    }
    int at = tokens.peek().at();
    List<String> names = new ArrayList<>();
    while (tokens.peek().type() == Token.Type.FIELD) {
      names.add(tokens.next().text().substring(1));
    }
    return Optional.of(
        switch (term.get()) {
          case Node.Field field -> new Node.Field(at, joined(field.names(), names));
          case Node.Variable variable -> new Node.Variable(at, joined(variable.names(), names));
          case Node.Bool _, Node.Literal _, Node.Constant _, Node.Nil _, Node.Dot _ ->
              throw tokens.fail("unexpected . after term " + Quoted.quote(term.get().toString()));
          case Node.Pipe _, Node.Identifier _, Node.Chain _ ->
              new Node.Chain(at, term.get(), names);
        });
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private Optional<Node.Operand> term() {
    Token token = tokens.nextNonSpace();
    int at = token.at();
    return switch (token.type()) {
      case IDENTIFIER -> Optional.of(identifier(token));
      case DOT -> Optional.of(new Node.Dot(at));
      case NIL -> Optional.of(new Node.Nil(at));
      case VARIABLE -> Optional.of(variable(token));
      case FIELD -> Optional.of(new Node.Field(at, List.of(token.text().substring(1))));
      case BOOL -> Optional.of(new Node.Bool(at, token.text().equals("true")));
      case CHAR_CONSTANT, NUMBER -> Optional.of(number(token));
      case LEFT_PAREN -> Optional.of(parenthesised());
      case STRING, RAW_STRING ->
          Optional.of(new Node.Literal(at, token.text(), tokens.unquote(token)));
      default -> {
        tokens.backup();
        yield Optional.empty();
      }
    };
  }

  private Node.Operand identifier(Token token) {
    if (!functionExists.test(token.text())) {
      throw tokens.fail("function " + Quoted.quote(token.text()) + " not defined");
    }
    return new Node.Identifier(token.at(), token.text());
  }

  private Node.Operand variable(Token token) {
    List<String> names = Arrays.asList(token.text().split("\\.", -1));
    if (!variables.contains(names.getFirst())) {
      throw tokens.fail("undefined variable " + Quoted.quote(names.getFirst()));
    }
    return new Node.Variable(token.at(), names);
  }

  private Node.Operand number(Token token) {
    try {
      return Numbers.parse(token.at(), token.text());
    } catch (GoSyntaxException refused) {
      throw tokens.fail(String.valueOf(refused.getMessage()));
    }
  }

  private Node.Operand parenthesised() {
    if (depth >= maxDepth) {
      throw tokens.fail("max expression depth exceeded");
    }
    depth++;
    Node.Operand pipe = pipeline("parenthesized pipeline", Token.Type.RIGHT_PAREN);
    depth--;
    return pipe;
  }
}
