package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.value.Utf8;
import java.util.Arrays;

/**
 * One search of a {@link Program} in a text, which tries one way after the other. It begins without
 * a memory, since few ways fail late. When that takes too many steps it goes on with one, of the
 * steps it has been at and where, so that its time is bounded by the length of the program times
 * that of the text; and when the memory would be too large, it leaves off.
 */
final class Backtracker {

  /** How a search ended. */
  enum Outcome {
    FOUND,
    NOT_FOUND,
    /** Nothing was found that starts before {@link #start}; the rest is for another search. */
    LEFT_OFF
  }

  private static final int UNSET = -1;
  private static final int FAILED = -1;
  private static final int STEPS_AT_ONCE = 1 << 10;

  /** So few steps are always exceeded. */
  private static final int NOW = -1;

  /** Steps without a memory: tags rarely take more, and a memory of them would take longer. */
  private static final int STEPS_PER_BYTE = 2;

  private static final int STEPS_TO_BEGIN_WITH = 64;

  /** What the memory holds at most, a bit each; and the ways not tried yet, some bytes each. */
  private static final int MOST_PLACES = 1 << 20;

  private final Program program;
  private final String text;
  private final Effort effort;
  private final int end;
  private final int[] slots;
  private int start;

  /** The steps at positions where the search has been; empty as long as it has no memory. */
  private long[] visited = {};

  /** What has not been tried yet. */
  private final StepStack ways = new StepStack();

  /** Steps for which no effort was taken yet, and how many more there may be before it is. */
  private int taken;

  private int pause;

  /** Steps that may still be taken, which are any number once there is a memory. */
  private long allowed;

  private boolean exhausted;

  Backtracker(Program program, String text, Effort effort) {
    this.program = program;
    this.text = text;
    this.effort = effort;
    this.end = text.length();
    this.slots = new int[program.slots()];
    this.allowed = STEPS_TO_BEGIN_WITH + (long) STEPS_PER_BYTE * end;
    this.pause = (int) Math.min(STEPS_AT_ONCE, allowed);
  }

  /** Looks for the leftmost match from a position on. */
  Outcome find(int from) {
    start = from;
    Outcome outcome = find();
    effort.take(taken);
    return outcome;
  }

  /** Where the match starts; or, if the search left off, where another should begin. */
  int start() {
    return start;
  }

  /** Start and end of each group, negative for one that took no part. */
  int[] slots() {
    slots[0] = start;
    return slots;
  }

  private Outcome find() {
    while (isAtCandidate()) {
      if (matchesFrom(start)) {
        return Outcome.FOUND;
      }
      if (isExhausted()) {
        if (!remember()) {
          return Outcome.LEFT_OFF;
        }
      } else if (start == end || program.isAnchored()) {
        return Outcome.NOT_FOUND;
      } else {
        start += Utf8.width(text, start);
      }
    }
    return Outcome.NOT_FOUND;
  }

  /** Moves to where a match can start, as far as a symbol tells; false when that is nowhere. */
  private boolean isAtCandidate() {
    Reach first = program.start().reach();
    int from = start;
    boolean found = first.contains(symbol(start));
    while (!found && start < end && !program.isAnchored()) {
      start += text.charAt(start) < Reach.OTHER ? 1 : Utf8.width(text, start);
      found = first.contains(symbol(start));
    }
    taken += start - from;
    return found;
  }

  /** Begins to remember, unless the search does already or the memory would be too large. */
  private boolean remember() {
    long places = program.steps() * (end + 1L);
    if (visited.length > 0 || places > MOST_PLACES) {
      return false;
    }
    visited = new long[(int) (places / Long.SIZE) + 1];
    effort.take(visited.length);
    allowed = Long.MAX_VALUE;
    pause = STEPS_AT_ONCE;
    ways.clear();
    exhausted = false;
    return true;
  }

  private int symbol(int position) {
    return position == end ? Reach.END : Math.min(text.charAt(position), Reach.OTHER);
  }

  private boolean matchesFrom(int position) {
    Arrays.fill(slots, UNSET);
    taken += slots.length / Long.SIZE;
    if (matches(program.start(), position)) {
      return true;
    }
    while (ways.size() > 0 && !exhausted) {
      ways.pop();
      if (ways.isSaved()) {
        slots[ways.step().slot] = ways.before();
      } else if (matches(ways.step(), ways.position())) {
        return true;
      }
    }
    return false;
  }

  /** Goes on from a step until the match is complete, or a step fails. */
  private boolean matches(Step from, int at) {
    Step step = from;
    int position = at;
    while (true) {
      taken++;
      switch (step.action) {
        case TAKE -> {
          position = position == end ? FAILED : after(step, position);
          if (position == FAILED) {
            return false;
          }
          step = step.next();
        }
        case RUN -> {
          position = run(step, position);
          if (position == FAILED) {
            return false;
          }
          step = step.next();
        }
        case SPLIT -> {
          if (isExhausted() || (visited.length > 0 && isVisited(step, position))) {
            return false;
          }
          int symbol = symbol(position);
          boolean first = step.accepts(symbol);
          boolean second = step.otherAccepts(symbol);
          if (first && second) {
            ways.push(step.other(), position);
          } else if (!first && !second) {
            return false;
          }
          step = first ? step.next() : step.other();
          if (step.action == Step.Action.TAKE && symbol < Reach.OTHER) {
            position++; // what it takes is what made it open
            step = step.next();
          }
        }
        case SAVE -> {
          if (ways.size() > 0) {
            ways.pushSaved(step, slots[step.slot]);
          }
          slots[step.slot] = position;
          step = step.next();
        }
        case CHECK -> {
          if (!step.place.isAt(text, position)) {
            return false;
          }
          step = step.next();
        }
        case MATCH -> {
          slots[1] = position;
          return true;
        }
      }
    }
  }

  /** The position after the rune at this one, if a step takes it. */
  private int after(Step step, int position) {
    char c = text.charAt(position);
    if (c < Reach.OTHER) {
      return step.accepts(c) ? position + 1 : FAILED;
    }
    return step.takes(Utf8.codePointAt(text, position))
        ? position + Utf8.width(text, position)
        : FAILED;
  }

  /** The first position at which a step takes no more. */
  private int run(Step step, int from) {
    int position = from;
    while (true) {
      if (visited.length > 0 && isVisited(step, position)) {
        return FAILED;
      }
      int next = position == end ? FAILED : after(step, position);
      if (next == FAILED) {
        taken += position - from;
        return position;
      }
      position = next;
    }
  }

  /** Whether the search has to leave off, or to begin to remember. */
  private boolean isExhausted() {
    return taken > pause && isExhaustedAfterPause();
  }

  private boolean isExhaustedAfterPause() {
    effort.take(taken);
    allowed -= taken;
    taken = 0;
    exhausted |= allowed < 0 || ways.size() > MOST_PLACES;
    pause = exhausted ? NOW : (int) Math.min(STEPS_AT_ONCE, allowed);
    return exhausted;
  }

  private boolean isVisited(Step step, int position) {
    int bit = step.number * (end + 1) + position;
    long mask = 1L << bit;
    boolean before = (visited[bit / Long.SIZE] & mask) != 0;
    visited[bit / Long.SIZE] |= mask;
    return before;
  }
}
