package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.regexp.syntax.CharClass;
import dev.freshet.gocompat.regexp.syntax.Place;

/**
 * One step of a {@link Program}: what must hold, or is noted, before the search goes on at the next
 * one. A single class with an enum in it, because a switch over types is several times slower, and
 * a search takes dozens of steps for each of a hundred thousand tags.
 */
final class Step {

  /** What a step does. */
  enum Action {
    /** Takes one of the runes. */
    TAKE,
    /** Takes the runes as long as there are some, where stopping earlier would lead nowhere. */
    RUN,
    /** Tries the next step, and when that fails the other. */
    SPLIT,
    /** Notes the position in its slot. */
    SAVE,
    /** Goes on only at its place. */
    CHECK,
    /** Ends the search. */
    MATCH
  }

  static final Step MATCH = new Step(Action.MATCH, 0);

  final Action action;

  /** Counted from zero within a program. */
  final int number;

  /** Where a {@code SAVE} notes the position. */
  final int slot;

  /** Where a {@code CHECK} goes on. */
  final Place place;

  private final CharClass runes;
  private Reach reach = Reach.ALL;
  private Step next = this;
  private Step other = this;

  // What is taken or lets the next step go on, and what the other: fields, since they are looked
  // at for each rune.
  private long low;
  private long high;
  private long beyond;
  private long otherLow;
  private long otherHigh;
  private long otherBeyond;

  private Step(Action action, int number) {
    this(action, number, 0, Place.TEXT_END, CharClass.NONE);
  }

  private Step(Action action, int number, int slot, Place place, CharClass runes) {
    this.action = action;
    this.number = number;
    this.slot = slot;
    this.place = place;
    this.runes = runes;
  }

  static Step take(int number, CharClass runes, Step next) {
    var step = new Step(Action.TAKE, number, 0, Place.TEXT_END, runes);
    step.accept(Reach.of(runes));
    return step.leadingTo(next, Reach.of(runes));
  }

  static Step run(int number, CharClass runes, Step next) {
    var step = new Step(Action.RUN, number, 0, Place.TEXT_END, runes);
    step.accept(Reach.of(runes));
    return step.leadingTo(next, Reach.of(runes).union(next.reach));
  }

  static Step save(int number, int slot, Step next) {
    return new Step(Action.SAVE, number, slot, Place.TEXT_END, CharClass.NONE)
        .leadingTo(next, next.reach);
  }

  static Step check(int number, Place place, Step next) {
    Reach reach =
        switch (place) {
          case TEXT_END -> next.reach.intersection(Reach.AT_END);
          case LINE_END -> next.reach.intersection(Reach.AT_LINE_END);
          case TEXT_START, LINE_START, WORD_BOUNDARY, NO_WORD_BOUNDARY -> next.reach;
        };
    return new Step(Action.CHECK, number, 0, place, CharClass.NONE).leadingTo(next, reach);
  }

  /** A split whose branches are set afterwards, because one may lead back to it. */
  static Step split(int number) {
    return new Step(Action.SPLIT, number);
  }

  private Step leadingTo(Step step, Reach ownReach) {
    next = step;
    reach = ownReach;
    return this;
  }

  private void accept(Reach accepted) {
    low = accepted.low();
    high = accepted.high();
    beyond = accepted.beyond();
  }

  void setBranches(Step first, Step second) {
    next = first;
    other = second;
    accept(first.reach);
    otherLow = second.reach.low();
    otherHigh = second.reach.high();
    otherBeyond = second.reach.beyond();
    reach = first.reach.union(second.reach);
  }

  Step next() {
    return next;
  }

  Step other() {
    return other;
  }

  /** The symbols with which the search can go on here. */
  Reach reach() {
    return reach;
  }

  /** Whether nothing that follows can keep the search from matching. */
  boolean alwaysMatches() {
    Step step = this;
    while (step.action == Action.SAVE) {
      step = step.next;
    }
    return step.action == Action.MATCH;
  }

  /** Whether a symbol is taken, or lets the search go on at the next step, as far as it tells. */
  boolean accepts(int symbol) {
    return ((symbol < Long.SIZE ? low : symbol < Reach.OTHER ? high : beyond) >>> symbol & 1) != 0;
  }

  /** Whether a symbol lets the search go on at the other step, as far as it tells. */
  boolean otherAccepts(int symbol) {
    long accepted = symbol < Long.SIZE ? otherLow : symbol < Reach.OTHER ? otherHigh : otherBeyond;
    return (accepted >>> symbol & 1) != 0;
  }

  /** Whether a rune beyond ASCII is taken. */
  boolean takes(int rune) {
    return beyond != 0 && runes.contains(rune);
  }
}
