package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.regexp.syntax.CharClass;
import dev.freshet.gocompat.regexp.syntax.Count;
import dev.freshet.gocompat.regexp.syntax.Node;
import dev.freshet.gocompat.regexp.syntax.Node.Greed;
import dev.freshet.gocompat.regexp.syntax.Parser;
import dev.freshet.gocompat.regexp.syntax.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Builds the steps of a tree from the last to the first. What is still to be done is on a stack of
 * its own, since a tree may nest deeper than the stack of a thread allows.
 */
final class Compiler {
  private final Deque<Runnable> pending = new ArrayDeque<>();

  /** The first step of what has been built. */
  private Step start = Step.MATCH;

  /** How many there are; the one that matches is the first. */
  private int steps = 1;

  private Compiler() {}

  static Program compile(Parser.Parsed parsed) {
    Node root = parsed.root();
    var compiler = new Compiler();
    compiler.build(root);
    return new Program(
        compiler.start,
        compiler.steps,
        2 * (parsed.groups() + 1),
        root.measure().start(),
        root.suffix(),
        root.measure().shortest());
  }

  private void build(Node root) {
    later(root);
    while (!pending.isEmpty()) {
      pending.pop().run();
    }
  }

  /** Puts a node in front of what will have been built until then, before all that waits. */
  private void later(Node node) {
    pending.push(() -> put(node));
  }

  private void put(Node node) {
    switch (node) {
      case Node.OneOf(CharClass runes, _) -> start = Step.take(steps++, runes, start);
      case Node.At(Place place, _) -> start = Step.check(steps++, place, start);
      case Node.Sequence(List<Node> nodes, _) -> nodes.forEach(this::later);
      case Node.Choice(List<Node> nodes, _) -> choice(nodes, start);
      case Node.Repeat repeat -> repeat(repeat, start);
      case Node.Group(Node inner, int number, _) -> {
        start = Step.save(steps++, 2 * number + 1, start);
        pending.push(() -> start = Step.save(steps++, 2 * number, start));
        later(inner);
      }
    }
  }

  private void choice(List<Node> nodes, Step next) {
    for (Node node : nodes.subList(0, nodes.size() - 1)) {
      pending.push(() -> alternative(node, next));
    }
    later(nodes.getLast());
  }

  /** Puts a split between a node and what has been built, which both lead to the same step. */
  private void alternative(Node node, Step next) {
    Step otherwise = start;
    start = next;
    pending.push(() -> start = split(Greed.LONGEST, start, otherwise));
    later(node);
  }

  private void repeat(Node.Repeat repeat, Step next) {
    Count count = repeat.count();
    Node node = repeat.node();
    if (count.isUnbounded()) {
      unbounded(node, count.min(), repeat.greed(), next);
      return;
    }
    copies(node, count.min());
    for (int i = count.min(); i < count.max(); i++) {
      pending.push(() -> start = split(repeat.greed(), start, next));
      later(node);
    }
  }

  private void copies(Node node, int number) {
    for (int i = 0; i < number; i++) {
      later(node);
    }
  }

  private void unbounded(Node node, int min, Greed greed, Step next) {
    if (node instanceof Node.OneOf(CharClass runes, _) && isRun(runes, greed, next)) {
      start = Step.run(steps++, runes, next);
      copies(node, min);
    } else {
      Step again = Step.split(steps++);
      start = again;
      copies(node, min - 1);
      pending.push(() -> close(node, min, greed, again, next));
      later(node);
    }
  }

  /** Whether whatever follows the runes of a class can only be where these end. */
  private static boolean isRun(CharClass runes, Greed greed, Step next) {
    return Reach.of(runes).intersection(next.reach()).isEmpty()
        || (greed == Greed.LONGEST && next.alwaysMatches());
  }

  /**
   * Closes a loop whose body has been built. What may be empty is entered by a split of its own, so
   * that one empty round counts: Go says that {@code (|a)*} matches nothing, but with its group.
   */
  private void close(Node node, int min, Greed greed, Step again, Step next) {
    if (start == again) {
      start = next; // a body in which nothing is
      return;
    }
    branch(again, greed, start, next);
    if (min == 0) {
      start = node.measure().shortest() > 0 ? again : split(greed, start, next);
    }
  }

  private Step split(Greed greed, Step body, Step skip) {
    Step split = Step.split(steps++);
    branch(split, greed, body, skip);
    return split;
  }

  private static void branch(Step split, Greed greed, Step body, Step skip) {
    switch (greed) {
      case LONGEST -> split.setBranches(body, skip);
      case SHORTEST -> split.setBranches(skip, body);
    }
  }
}
