package dev.freshet.gocompat.regexp;

import java.util.List;

/** The syntax tree of a simple expression. */
sealed interface Node {

  /** One character of a set. */
  record OneOf(CharSet chars) implements Node {}

  /** Nodes one after the other. */
  record Sequence(List<Node> nodes) implements Node {}

  /** The first of several that matches. */
  record Choice(List<Node> nodes) implements Node {}

  /** A node again and again; {@code max} may be {@link #UNBOUNDED}. */
  record Repeat(Node node, int min, int max, Greed greed) implements Node {
    static final int UNBOUNDED = Integer.MAX_VALUE;
  }

  /** A capturing group. */
  record Group(Node node, int number) implements Node {}

  /** A condition on a place between characters. */
  record At(Place place) implements Node {}

  /** Which of the possible lengths of a repetition is tried first. */
  enum Greed {
    LONGEST,
    SHORTEST
  }

  /** Places between characters. */
  enum Place {
    START,
    END,
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY
  }

  /** Whether the node can match without taking a character. */
  default boolean isNullable() {
    return switch (this) {
      case OneOf _ -> false;
      case Sequence(var nodes) -> nodes.stream().allMatch(Node::isNullable);
      case Choice(var nodes) -> nodes.stream().anyMatch(Node::isNullable);
      case Repeat(Node node, int min, _, _) -> min == 0 || node.isNullable();
      case Group(Node node, _) -> node.isNullable();
      case At _ -> true;
    };
  }

  /** About how many steps a program for the node has. */
  default long size() {
    return switch (this) {
      case OneOf _, At _ -> 1;
      case Sequence(var nodes) -> nodes.stream().mapToLong(Node::size).sum();
      case Choice(var nodes) -> nodes.stream().mapToLong(Node::size).sum() + nodes.size();
      case Repeat(Node node, int min, int max, _) ->
          (node.size() + 1) * Math.max(1, max == Repeat.UNBOUNDED ? min : max);
      case Group(Node node, _) -> node.size() + 2;
    };
  }

  /** Whether a match can only be at the start of the text. */
  default boolean startsAtTheStart() {
    return switch (this) {
      case At(Place place) -> place == Place.START;
      case Sequence(var nodes) -> !nodes.isEmpty() && nodes.getFirst().startsAtTheStart();
      case Group(Node node, _) -> node.startsAtTheStart();
      case OneOf _, Choice _, Repeat _ -> false;
    };
  }

  /** What a text must end with so that the node, a whole expression, can match; often nothing. */
  default String suffix() {
    if (!(this instanceof Sequence(var nodes))
        || nodes.isEmpty()
        || !nodes.getLast().equals(new At(Place.END))) {
      return "";
    }
    var suffix = new StringBuilder();
    for (Node node : nodes.reversed().subList(1, nodes.size())) {
      if (!(node instanceof OneOf(CharSet chars)) || !chars.isSingle()) {
        break;
      }
      suffix.append(chars.first());
    }
    return suffix.reverse().toString();
  }
}
