package dev.freshet.gocompat.regexp.syntax;

import java.util.ArrayList;
import java.util.List;

/** The syntax tree of an expression; every node knows its measure, so that none is walked twice. */
public sealed interface Node {

  Measure measure();

  /** One rune of a class. */
  record OneOf(CharClass runes, Measure measure) implements Node {}

  /** Nodes one after the other. */
  record Sequence(List<Node> nodes, Measure measure) implements Node {
    static final Sequence EMPTY = new Sequence(List.of(), Measure.NOTHING);
  }

  /** The first of several that matches. */
  record Choice(List<Node> nodes, Measure measure) implements Node {}

  /** A node again and again. */
  record Repeat(Node node, Count count, Greed greed, Measure measure) implements Node {}

  /** A capturing group. */
  record Group(Node node, int number, Measure measure) implements Node {}

  /** A condition on a place between runes. */
  record At(Place place, Measure measure) implements Node {}

  /** Which of the possible lengths of a repetition is tried first. */
  enum Greed {
    LONGEST,
    SHORTEST
  }

  static Node oneOf(CharClass runes) {
    return new OneOf(runes, runes.isSingle() ? Measure.LETTER : Measure.CLASS);
  }

  static Node at(Place place) {
    return new At(place, place == Place.TEXT_START ? Measure.TEXT_START : Measure.PLACE);
  }

  static Node group(Node node, int number) {
    return new Group(node, number, node.measure().inGroup());
  }

  static Node repeat(Node node, Count count, Greed greed) {
    return new Repeat(node, count, greed, node.measure().repeated(count));
  }

  /** Nodes one after the other. */
  static Node sequence(List<Node> nodes) {
    if (nodes.isEmpty()) {
      return Sequence.EMPTY;
    }
    Measure all = inSequence(nodes.getFirst());
    for (Node node : nodes.subList(1, nodes.size())) {
      all = all.then(inSequence(node));
    }
    return nodes.size() == 1 ? nodes.getFirst() : new Sequence(List.copyOf(nodes), all.above());
  }

  /** A sequence within a sequence is no level of its own. */
  private static Measure inSequence(Node node) {
    return node instanceof Sequence ? node.measure().below() : node.measure();
  }

  /** The first of several that matches; single runes next to each other make one class. */
  static Node choice(List<Node> nodes) {
    List<Node> branches = withClasses(nodes);
    Measure all = inChoice(branches.getFirst());
    for (Node node : branches.subList(1, branches.size())) {
      all = all.or(inChoice(node));
    }
    return branches.size() == 1
        ? branches.getFirst()
        : new Choice(List.copyOf(branches), all.above());
  }

  private static Measure inChoice(Node node) {
    return node instanceof Choice ? node.measure().below() : node.measure();
  }

  private static List<Node> withClasses(List<Node> branches) {
    var merged = new ArrayList<Node>(branches.size());
    int at = 0;
    while (at < branches.size()) {
      int end = at;
      var ranges = new CharClass.Ranges();
      while (end < branches.size() && branches.get(end) instanceof OneOf(CharClass runes, _)) {
        ranges.add(runes);
        end++;
      }
      if (end > at + 1) {
        merged.add(oneOf(ranges.toCharClass()));
      } else {
        end = at + 1;
        merged.add(branches.get(at));
      }
      at = end;
    }
    return merged;
  }

  /** What a text must end with so that the node, a whole expression, can match; often nothing. */
  default String suffix() {
    if (!(this instanceof Sequence(var nodes, _))
        || nodes.isEmpty()
        || !(nodes.getLast() instanceof At(Place place, _))
        || place != Place.TEXT_END) {
      return "";
    }
    var suffix = new StringBuilder();
    for (Node node : nodes.reversed().subList(1, nodes.size())) {
      if (!(node instanceof OneOf(CharClass runes, _)) || !runes.isSingle() || !runes.isAscii()) {
        break;
      }
      suffix.append((char) runes.first(0));
    }
    return suffix.reverse().toString();
  }
}
