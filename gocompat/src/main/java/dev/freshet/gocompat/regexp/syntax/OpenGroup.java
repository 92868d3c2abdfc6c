package dev.freshet.gocompat.regexp.syntax;

import java.util.ArrayList;
import java.util.List;

/** A group whose end has not been read yet, or the whole expression. */
final class OpenGroup {
  private static final int NOT_CAPTURED = 0;

  private final int number;
  private final Flags flagsBefore;
  private final List<Node> branches = new ArrayList<>();
  private List<Node> nodes = new ArrayList<>();

  private OpenGroup(int number, Flags flagsBefore) {
    this.number = number;
    this.flagsBefore = flagsBefore;
  }

  static OpenGroup capturing(int number, Flags flagsBefore) {
    return new OpenGroup(number, flagsBefore);
  }

  static OpenGroup notCapturing(Flags flagsBefore) {
    return new OpenGroup(NOT_CAPTURED, flagsBefore);
  }

  /** The flags that hold again behind the group. */
  Flags flagsBefore() {
    return flagsBefore;
  }

  void add(Node node) {
    nodes.add(node);
  }

  /** Whether there is nothing in the branch yet that could be repeated. */
  boolean isAtBranchStart() {
    return nodes.isEmpty();
  }

  Node removeLast() {
    return nodes.removeLast();
  }

  void nextBranch() {
    branches.add(Node.sequence(nodes));
    nodes = new ArrayList<>();
  }

  Node close() {
    nextBranch();
    Node inner = Node.choice(branches);
    return number == NOT_CAPTURED ? inner : Node.group(inner, number);
  }
}
