package dev.freshet.gocompat.template;

import dev.freshet.gocompat.format.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Parses the statements of a template and of the templates defined inside it. */
final class Parser {
  /** How a list of statements ended. */
  private enum End {
    END,
    ELSE
  }

  private record Body(List<Node.Statement> statements, End end, Token last) {}

  private final Tokens tokens;
  private final int maxDepth;
  private final Map<String, List<Node.Statement>> templates = new HashMap<>();
  private ExpressionParser expressions;
  private int depth;
  private int rangeDepth;

  private Parser(Tokens tokens, Predicate<String> functionExists, int maxDepth) {
    this.tokens = tokens;
    this.maxDepth = maxDepth;
    this.expressions = new ExpressionParser(tokens, functionExists, maxDepth);
  }

  /** The statements of every template by name, the main one under the name given. */
  static Map<String, List<Node.Statement>> parse(
      String name, String text, Predicate<String> functionExists, int maxDepth) {
    Tokens tokens = new Tokens(name, Lexer.tokens(text));
    Parser parser = new Parser(tokens, functionExists, maxDepth);
    parser.add(name, parser.topLevel());
    return parser.templates;
  }

  private List<Node.Statement> topLevel() {
    List<Node.Statement> statements = new ArrayList<>();
    while (tokens.peek().type() != Token.Type.EOF) {
      int mark = tokens.mark();
      if (tokens.next().type() == Token.Type.LEFT_DELIMITER
          && tokens.nextNonSpace().keyword("define")) {
        definition();
        continue;
      }
      tokens.reset(mark);
      statement(statements, "unexpected {{%s}}");
    }
    return statements;
  }

  /** Adds one statement; an {@code end} or {@code else} here belongs to nothing. */
  private void statement(List<Node.Statement> statements, String problem) {
    Token token = tokens.nextNonSpace();
    if (token.type() == Token.Type.TEXT) {
      statements.add(new Node.Text(token.at(), token.text()));
      return;
    }
    if (token.type() != Token.Type.LEFT_DELIMITER) {
      throw tokens.unexpected(token, "input");
    }
    Token keyword = tokens.peekNonSpace();
    if (keyword.keyword("end") || keyword.keyword("else")) {
      tokens.nextNonSpace();
      closing(keyword);
      throw tokens.fail(problem.formatted(keyword.text()));
    }
    tokens.enterAction(token);
    statements.add(action());
    tokens.leaveAction();
  }

  private void closing(Token keyword) {
    Token next = tokens.peekNonSpace();
    if (keyword.keyword("else") && (next.keyword("if") || next.keyword("with"))) {
      return;
    }
    tokens.expect(Token.Type.RIGHT_DELIMITER, keyword.text());
  }

  private Body body() {
    if (++depth > maxDepth) {
      throw tokens.fail("actions are nested more than " + maxDepth + " deep");
    }
    List<Node.Statement> statements = new ArrayList<>();
    while (tokens.peekNonSpace().type() != Token.Type.EOF) {
      int mark = tokens.mark();
      boolean action = tokens.next().type() == Token.Type.LEFT_DELIMITER;
      Token keyword = tokens.peekNonSpace();
      if (action && (keyword.keyword("end") || keyword.keyword("else"))) {
        tokens.nextNonSpace();
        closing(keyword);
        depth--;
        return new Body(statements, keyword.keyword("end") ? End.END : End.ELSE, keyword);
      }
      tokens.reset(mark);
      statement(statements, "unexpected {{%s}}");
    }
    throw tokens.fail("unexpected EOF");
  }

  private Node.Statement action() {
    Token token = tokens.nextNonSpace();
    if (token.type() == Token.Type.KEYWORD) {
      switch (token.text()) {
        case "if" -> {
          return branch(Node.BranchKind.IF);
        }
        case "with" -> {
          return branch(Node.BranchKind.WITH);
        }
        case "range" -> {
          return branch(Node.BranchKind.RANGE);
        }
        case "block" -> {
          return block();
        }
        case "template" -> {
          return templateCall();
        }
        case "break", "continue" -> {
          return loopControl(token);
        }
        default -> {}
      }
    }
    tokens.backup();
    int at = tokens.peek().at();
    return new Node.Action(at, expressions.pipeline("command", Token.Type.RIGHT_DELIMITER));
  }

  private Node.Statement loopControl(Token token) {
    String action = "{{" + token.text() + "}}";
    tokens.expect(Token.Type.RIGHT_DELIMITER, action);
    if (rangeDepth == 0) {
      throw tokens.fail(action + " outside {{range}}");
    }
    return token.keyword("break") ? new Node.Break(token.at()) : new Node.Continue(token.at());
  }

  private Node.Branch branch(Node.BranchKind kind) {
    int mark = expressions.markVariables();
    Node.Pipe pipe = expressions.pipeline(kind.toString(), Token.Type.RIGHT_DELIMITER);
    rangeDepth += kind == Node.BranchKind.RANGE ? 1 : 0;
    Body body = body();
    rangeDepth -= kind == Node.BranchKind.RANGE ? 1 : 0;
    List<Node.Statement> orElse = body.end() == End.ELSE ? orElse(kind) : List.of();
    expressions.popVariables(mark);
    return new Node.Branch(kind, pipe.at(), pipe, body.statements(), orElse);
  }

  /** {@code else if} shares the end of its {@code if}, and {@code else with} of its with. */
  private List<Node.Statement> orElse(Node.BranchKind kind) {
    Token next = tokens.peek();
    if (next.type() == Token.Type.SPACE) {
      next = tokens.peekNonSpace();
    }
    if (kind != Node.BranchKind.RANGE && next.keyword(kind.toString())) {
      tokens.next();
      if (++depth > maxDepth) {
        throw tokens.fail("actions are nested more than " + maxDepth + " deep");
      }
      Node.Branch nested = branch(kind);
      depth--;
      return List.of(nested);
    }
    if (next.type() == Token.Type.KEYWORD) {
      throw tokens.unexpected(tokens.next(), "input");
    }
    Body body = body();
    if (body.end() != End.END) {
      throw tokens.fail("expected end; found {{else}}");
    }
    return body.statements();
  }

  private void definition() {
    String name = tokens.expectName("define clause");
    tokens.expect(Token.Type.RIGHT_DELIMITER, "define clause");
    add(name, inFreshScope("define clause"));
  }

  private Node.Statement block() {
    int at = tokens.peekNonSpace().at();
    String name = tokens.expectName("block clause");
    Node.Pipe pipe = expressions.pipeline("block clause", Token.Type.RIGHT_DELIMITER);
    add(name, inFreshScope("block clause"));
    return new Node.TemplateCall(at, name, pipe);
  }

  private List<Node.Statement> inFreshScope(String context) {
    ExpressionParser outer = expressions;
    int outerRanges = rangeDepth;
    expressions = outer.fresh();
    rangeDepth = 0;
    Body body = body();
    if (body.end() != End.END) {
      throw tokens.fail("unexpected {{else}} in " + context);
    }
    expressions = outer;
    rangeDepth = outerRanges;
    return body.statements();
  }

  private Node.Statement templateCall() {
    int at = tokens.peekNonSpace().at();
    String name = tokens.expectName("template clause");
    if (tokens.peekNonSpace().type() == Token.Type.RIGHT_DELIMITER) {
      tokens.nextNonSpace();
      Node.Pipe none = new Node.Pipe(at, Node.Declaration.DECLARE, List.of(), List.of());
      return new Node.TemplateCall(at, name, none);
    }
    Node.Pipe pipe = expressions.pipeline("template clause", Token.Type.RIGHT_DELIMITER);
    return new Node.TemplateCall(at, name, pipe);
  }

  /** An empty definition gives way to another one; two that say something are an error. */
  private void add(String name, List<Node.Statement> statements) {
    if (empty(templates.getOrDefault(name, List.of()))) {
      templates.put(name, statements);
    } else if (!empty(statements)) {
      throw tokens.fail("template: multiple definition of template " + Quoted.quote(name));
    }
  }

  private static boolean empty(List<Node.Statement> statements) {
    return statements.stream()
        .allMatch(statement -> statement instanceof Node.Text(_, String text) && text.isBlank());
  }
}
