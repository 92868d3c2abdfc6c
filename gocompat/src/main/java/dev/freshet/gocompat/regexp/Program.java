package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.regexp.Node.Greed;
import dev.freshet.gocompat.regexp.Node.Place;
import dev.freshet.gocompat.regexp.Node.Repeat;
import java.util.List;
import java.util.Optional;

/**
 * A simple expression as steps for {@link Search}.
 *
 * @param slots two for each group, the whole match being group 0
 * @param splits how many places to come back to there are
 * @param suffix what a text must end with to match at all
 */
record Program(Step start, int slots, int splits, Start where, String suffix) {

  /** Where a match may start. */
  enum Start {
    ANYWHERE,
    AT_THE_START
  }

  /** Longer programs are left to RE2/J. */
  private static final int MAX_STEPS = 1_000;

  /** Translates a tree; empty when the program would be too long. */
  static Optional<Program> of(Node root) {
    if (root.size() > MAX_STEPS) {
      return Optional.empty();
    }
    var compiler = new Compiler();
    Step start = compiler.compile(root, Step.MATCH);
    return Optional.of(
        new Program(
            start,
            2 * (compiler.groups + 1),
            compiler.splits,
            root.startsAtTheStart() ? Start.AT_THE_START : Start.ANYWHERE,
            root.suffix()));
  }

  /** Builds steps from the last to the first. */
  private static final class Compiler {
    private int groups;
    private int splits;

    Step compile(Node node, Step next) {
      return switch (node) {
        case Node.OneOf(CharSet chars) -> Step.take(chars, next);
        case Node.Sequence(List<Node> nodes) -> sequence(nodes, next);
        case Node.Choice(List<Node> nodes) -> choice(nodes, next);
        case Repeat repeat -> repeat(repeat, next);
        case Node.Group(Node inner, int number) -> group(inner, number, next);
        case Node.At(Place place) -> Step.check(place, next);
      };
    }

    private Step sequence(List<Node> nodes, Step next) {
      Step start = next;
      for (Node node : nodes.reversed()) {
        start = compile(node, start);
      }
      return start;
    }

    private Step choice(List<Node> nodes, Step next) {
      Step start = compile(nodes.getLast(), next);
      for (Node node : nodes.reversed().subList(1, nodes.size())) {
        Step split = Step.split(splits++);
        split.setBranches(compile(node, next), start);
        start = split;
      }
      return start;
    }

    private Step group(Node inner, int number, Step next) {
      groups = Math.max(groups, number);
      return Step.save(2 * number, compile(inner, Step.save(2 * number + 1, next)));
    }

    private Step repeat(Repeat repeat, Step next) {
      Step start = next;
      int required = repeat.min();
      if (repeat.max() == Repeat.UNBOUNDED) {
        Step loop = Step.split(splits++);
        Step body = compile(repeat.node(), loop);
        setBranches(loop, repeat.greed(), body, next);
        start = required == 0 ? loop : body;
        required = Math.max(0, required - 1);
      } else {
        for (int i = repeat.min(); i < repeat.max(); i++) {
          Step split = Step.split(splits++);
          setBranches(split, repeat.greed(), compile(repeat.node(), start), next);
          start = split;
        }
      }
      for (int i = 0; i < required; i++) {
        start = compile(repeat.node(), start);
      }
      return start;
    }

    private static void setBranches(Step split, Greed greed, Step body, Step skip) {
      switch (greed) {
        case LONGEST -> split.setBranches(body, skip);
        case SHORTEST -> split.setBranches(skip, body);
      }
    }
  }
}
