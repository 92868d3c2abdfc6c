package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.regexp.Node.Place;

/**
 * One step of a {@link Program}: what must hold, or is noted, before the search goes on at the next
 * one. A single class with an enum in it, because a switch over types is several times slower, and
 * a search takes dozens of steps for each of a hundred thousand tags.
 */
final class Step {

  /** What a step does. */
  enum Action {
    /** Takes one of the characters. */
    TAKE,
    /** Tries the next step, and when that fails the other. */
    SPLIT,
    /** Notes the position in the slot of its number. */
    SAVE,
    /** Goes on only at its place. */
    CHECK,
    /** Ends the search. */
    MATCH
  }

  static final Step MATCH = new Step(Action.MATCH, 0, CharSet.ANY, Place.END);

  final Action action;
  final int number;

  /** Where a check goes on; anything for other steps. */
  final Place place;

  private CharSet chars;
  private CharSet otherChars = CharSet.ANY;
  private boolean acceptsEnd = true;
  private boolean otherAcceptsEnd = true;
  private Step next = this;
  private Step other = this;

  private Step(Action action, int number, CharSet chars, Place place) {
    this.action = action;
    this.number = number;
    this.chars = chars;
    this.place = place;
  }

  static Step take(CharSet chars, Step next) {
    return new Step(Action.TAKE, 0, chars, Place.END).leadingTo(next);
  }

  static Step save(int slot, Step next) {
    return new Step(Action.SAVE, slot, next.reach(), Place.END).leadingTo(next);
  }

  static Step check(Place place, Step next) {
    return new Step(Action.CHECK, 0, CharSet.ANY, place).leadingTo(next);
  }

  /** A split whose branches are set afterwards, because one may lead back to it. */
  static Step split(int number) {
    return new Step(Action.SPLIT, number, CharSet.ANY, Place.END);
  }

  private Step leadingTo(Step step) {
    next = step;
    return this;
  }

  void setBranches(Step first, Step second) {
    next = first;
    other = second;
    chars = first.reach();
    otherChars = second.reach();
    acceptsEnd = chars.equals(CharSet.ANY);
    otherAcceptsEnd = otherChars.equals(CharSet.ANY);
  }

  /** The characters with which the search can go on here; all when it needs none. */
  private CharSet reach() {
    return action == Action.SPLIT ? chars.union(otherChars) : chars;
  }

  Step next() {
    return next;
  }

  Step other() {
    return other;
  }

  /** Whether the search can go on at the next step, as far as one character tells. */
  boolean accepts(char c) {
    return chars.contains(c);
  }

  /** Whether the search can go on at the other step, as far as one character tells. */
  boolean otherAccepts(char c) {
    return otherChars.contains(c);
  }

  /** Whether the search can go on at the next step when the text has ended. */
  boolean acceptsEnd() {
    return acceptsEnd;
  }

  /** Whether the search can go on at the other step when the text has ended. */
  boolean otherAcceptsEnd() {
    return otherAcceptsEnd;
  }
}
