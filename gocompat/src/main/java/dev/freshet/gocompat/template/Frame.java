package dev.freshet.gocompat.template;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.value.GoValue;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of one template: its variables, and the node it is at, which is the one an error names.
 */
final class Frame {
  private static final class Variable {
    private final String name;
    private GoValue value;

    Variable(String name, GoValue value) {
      this.name = name;
      this.value = value;
    }
  }

  private final Source source;
  private final String template;
  private final Budget budget;
  private final List<Variable> variables = new ArrayList<>();
  private Node current;

  Frame(Source source, String template, Budget budget, GoValue dot, Node caller) {
    this.source = source;
    this.template = template;
    this.budget = budget;
    this.current = caller;
    variables.add(new Variable("$", dot));
  }

  /** Moves to a node, which is a step. */
  void at(Node node) {
    current = node;
    within(budget::step);
  }

  /** Does something that the budget may refuse, as an error at this place. */
  void within(Runnable work) {
    try {
      work.run();
    } catch (GoErrorException refused) {
      throw fail(refused.getMessage());
    }
  }

  GoErrorException fail(String problem) {
    return source.error(template, current, problem);
  }

  /** An error at a node that was left already. */
  GoErrorException failAt(Node node, String problem) {
    return source.error(template, node, problem);
  }

  int mark() {
    return variables.size();
  }

  void pop(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  void push(String name, GoValue value) {
    within(budget::step);
    variables.add(new Variable(name, value));
  }

  GoValue get(String name) {
    return find(name).value;
  }

  void set(String name, GoValue value) {
    find(name).value = value;
  }

  /** Sets the variable declared so many places before the end; 1 is the last. */
  void setFromEnd(int place, GoValue value) {
    variables.get(variables.size() - place).value = value;
  }

  private Variable find(String name) {
    for (int i = variables.size() - 1; i >= 0; i--) {
      if (variables.get(i).name.equals(name)) {
        return variables.get(i);
      }
    }
    throw fail("undefined variable: " + name);
  }
}
