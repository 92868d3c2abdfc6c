package dev.freshet.gocompat.template;

import dev.freshet.gocompat.format.Output;
import dev.freshet.gocompat.format.Printer;
import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.value.GoEquality;
import dev.freshet.gocompat.value.GoValue;
import java.util.List;
import java.util.Map;

/** Walks the statements of a template and prints. */
final class Executor {
  /** How the statements of a loop's body ended. */
  private enum Flow {
    GO_ON,
    BREAK,
    CONTINUE
  }

  private final Source source;
  private final Map<String, List<Node.Statement>> templates;
  private final Evaluator evaluator;
  private final int maxDepth;
  private final Output out;
  private int depth;

  Executor(
      Source source,
      Map<String, List<Node.Statement>> templates,
      Evaluator evaluator,
      int maxDepth,
      Output out) {
    this.source = source;
    this.templates = templates;
    this.evaluator = evaluator;
    this.maxDepth = maxDepth;
    this.out = out;
  }

  void execute(GoValue dot) {
    Node start = new Node.Text(0, source.name());
    Frame frame = new Frame(source, source.name(), evaluator.budget(), dot, start);
    walk(frame, dot, templates.getOrDefault(source.name(), List.of()));
  }

  private Flow walk(Frame frame, GoValue dot, List<Node.Statement> statements) {
    evaluator.enter(frame);
    Flow flow = Flow.GO_ON;
    for (Node.Statement statement : statements) {
      flow = walk(frame, dot, statement);
      if (flow != Flow.GO_ON) {
        break;
      }
    }
    evaluator.leave();
    return flow;
  }

  private Flow walk(Frame frame, GoValue dot, Node.Statement statement) {
    frame.at(statement);
    switch (statement) {
      case Node.Text text -> frame.within(() -> out.append(text.text()));
      case Node.Action action -> {
        GoValue value = evaluator.pipeline(frame, dot, action.pipe());
        if (action.pipe().variables().isEmpty()) {
          frame.at(action);
          print(frame, value);
        }
      }
      case Node.Branch branch when branch.kind() == Node.BranchKind.RANGE -> {
        int mark = frame.mark();
        Flow flow = range(frame, dot, branch);
        frame.pop(mark);
        return flow;
      }
      case Node.Branch branch -> {
        int mark = frame.mark();
        Flow flow = ifOrWith(frame, dot, branch);
        frame.pop(mark);
        return flow;
      }
      case Node.TemplateCall call -> template(frame, dot, call);
      case Node.Break _ -> {
        return Flow.BREAK;
      }
      case Node.Continue _ -> {
        return Flow.CONTINUE;
      }
    }
    return Flow.GO_ON;
  }

  private void print(Frame frame, GoValue value) {
    GoValue printable = value == GoValue.Nil.NIL ? GoValue.bytes("<no value>") : value;
    frame.within(() -> new Printer(out).print(List.of(printable)));
  }

  private Flow ifOrWith(Frame frame, GoValue dot, Node.Branch branch) {
    GoValue value = evaluator.pipeline(frame, dot, branch.pipe());
    if (!GoEquality.truth(value)) {
      return walk(frame, dot, branch.orElse());
    }
    return walk(frame, branch.kind() == Node.BranchKind.WITH ? value : dot, branch.body());
  }

  private Flow range(Frame frame, GoValue dot, Node.Branch branch) {
    GoValue value = evaluator.pipeline(frame, dot, branch.pipe());
    boolean empty =
        switch (value) {
          case GoValue.Int count -> rangeInteger(frame, branch, count);
          case GoValue.Items items -> rangeList(frame, branch, items);
          case GoValue.Dict dict -> rangeMap(frame, branch, dict);
          case GoValue.Nil _ -> true;
          default -> throw frame.fail("range can't iterate over " + text(value));
        };
    return empty ? walk(frame, dot, branch.orElse()) : Flow.GO_ON;
  }

  private String text(GoValue value) {
    Printer printer = new Printer(evaluator.budget().maxText());
    printer.print(List.of(value));
    return printer.text();
  }

  /** The three kinds of range answer whether there was nothing to go through. */
  private boolean rangeInteger(Frame frame, Node.Branch branch, GoValue.Int count) {
    if (branch.pipe().variables().size() > 1) {
      throw frame.fail(
          "can't use %d to iterate over more than one variable".formatted(count.value()));
    }
    for (long i = 0; i < count.value(); i++) {
      GoValue element = new GoValue.Int(count.type(), i);
      if (round(frame, branch, GoValue.Nil.NIL, element) == Flow.BREAK) {
        break;
      }
    }
    return count.value() <= 0;
  }

  private boolean rangeList(Frame frame, Node.Branch branch, GoValue.Items items) {
    long index = 0;
    for (GoValue element : items.elements()) {
      if (round(frame, branch, GoValue.of(index), element) == Flow.BREAK) {
        break;
      }
      index++;
    }
    return items.elements().isEmpty();
  }

  private boolean rangeMap(Frame frame, Node.Branch branch, GoValue.Dict dict) {
    // The body may change the map; Go goes through the entries there were at the start.
    frame.within(() -> evaluator.budget().steps(dict.entries().size()));
    List<Map.Entry<GoValue, GoValue>> entries =
        dict.entries().entrySet().stream()
            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
            .toList();
    for (Map.Entry<GoValue, GoValue> entry : entries) {
      if (round(frame, branch, entry.getKey(), entry.getValue()) == Flow.BREAK) {
        break;
      }
    }
    return entries.isEmpty();
  }

  private Flow round(Frame frame, Node.Branch branch, GoValue index, GoValue element) {
    // A round is a step of its own: the body may be empty.
    frame.within(evaluator.budget()::step);
    List<Node.Variable> variables = branch.pipe().variables();
    int last = variables.size() - 1;
    if (last >= 0) {
      assign(frame, branch.pipe(), last, held(element));
    }
    if (last == 1) {
      assign(frame, branch.pipe(), 0, index);
    }
    int mark = frame.mark();
    Flow flow = walk(frame, held(element), branch.body());
    frame.pop(mark);
    return flow;
  }

  private static GoValue held(GoValue element) {
    return element == GoValue.Nil.NIL ? GoValue.Nil.HELD : element;
  }

  private void assign(Frame frame, Node.Pipe pipe, int variable, GoValue value) {
    switch (pipe.declaration()) {
      case ASSIGN -> frame.set(pipe.variables().get(variable).names().getFirst(), value);
      case DECLARE -> frame.setFromEnd(pipe.variables().size() - variable, value);
    }
  }

  private void template(Frame frame, GoValue dot, Node.TemplateCall call) {
    List<Node.Statement> statements = templates.get(call.name());
    if (statements == null) {
      throw frame.fail("template " + Quoted.quote(call.name()) + " not defined");
    }
    if (depth == maxDepth) {
      throw frame.fail("exceeded maximum template depth (" + maxDepth + ")");
    }
    GoValue argument = evaluator.pipeline(frame, dot, call.pipe());
    depth++;
    Frame called = new Frame(source, call.name(), evaluator.budget(), argument, call);
    walk(called, argument, statements);
    depth--;
  }
}
