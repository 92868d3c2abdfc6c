package dev.freshet.gocompat.template;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.format.Output;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.function.Builtins;
import dev.freshet.gocompat.function.Environment;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.sprig.Sprig;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.GoValues;
import dev.freshet.gocompat.value.Utf8;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A Go text/template with the hermetic functions of sprig. It cannot run for long, print much or
 * hold much memory, whatever it says.
 */
public final class Template {
  /** Longer templates are refused: parsing has a bound too. */
  private static final int MAX_BYTES = 1 << 18;

  private static final int MAX_DEPTH = 100;
  private static final FunctionTable FUNCTIONS = functions();

  private final String name;
  private final String text;
  private final Map<String, List<Node.Statement>> templates;

  private Template(String name, String text, Map<String, List<Node.Statement>> templates) {
    this.name = name;
    this.text = text;
    this.templates = templates;
  }

  private static FunctionTable functions() {
    FunctionTable table = new FunctionTable();
    Builtins.define(table);
    Sprig.define(table);
    return table;
  }

  /** Parses; a template that Go would refuse is a {@link GoSyntaxException}. */
  public static Template parse(String name, String text) {
    String bytes = Utf8.encode(text);
    if (bytes.length() > MAX_BYTES) {
      throw new GoSyntaxException(
          "template: %s: template is longer than %d bytes".formatted(name, MAX_BYTES));
    }
    String nameBytes = Utf8.encode(name);
    return new Template(
        nameBytes,
        bytes,
        Parser.parse(
            nameBytes, bytes, function -> Evaluator.knows(function, FUNCTIONS), MAX_DEPTH));
  }

  /**
   * The text the template makes of a value, a {@link GoValue} or what {@link GoValues#of} takes; an
   * error is a {@link dev.freshet.gocompat.GoErrorException}.
   */
  public String execute(Object dot, TemplateLimits limits) {
    Instant end = limits.clock().instant().plus(limits.time());
    Budget budget =
        new Budget(limits.output(), limits.steps(), () -> limits.clock().instant().isAfter(end));
    Environment environment = new Environment(budget, limits.clock(), limits.random());
    Output out = new Output(limits.output());
    Source source = new Source(name, text);
    GoValue data = GoValues.of(dot);
    new Executor(source, templates, new Evaluator(FUNCTIONS, environment), limits.depth(), out)
        .execute(data);
    return Utf8.decode(out.toString());
  }
}
