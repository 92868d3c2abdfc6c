package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.regexp.Node.Place;
import java.util.Arrays;

/**
 * One search of a {@link Program} in an ASCII text, by backtracking. A split is never tried twice
 * at one position, so the time is bounded by the length of the program times that of the text.
 */
final class Search {
  private static final int UNSET = -1;

  private static final int STEPS_AT_ONCE = 1 << 10;

  /** Two megabytes, which is far more than tags take. */
  private static final long MOST_PLACES = 1 << 24;

  private final Program program;
  private final String text;
  private final Effort effort;
  private final int[] slots;
  private final long[] visited;

  // What to come back to: a step and a position, or a save and, below zero, what it replaced.
  private Step[] steps = {};
  private int[] positions = {};
  private int pending;

  /** Steps for which no effort was taken yet. */
  private int taken;

  Search(Program program, String text, Effort effort) {
    this.program = program;
    this.text = text;
    this.effort = effort;
    this.slots = new int[program.slots()];
    this.visited = new long[(int) ((places(program, text) + Long.SIZE - 1) / Long.SIZE)];
    effort.take(visited.length);
  }

  /** Where the search may have been, of which it keeps a bit each. */
  private static long places(Program program, String text) {
    return program.splits() * (text.length() + 1L);
  }

  /**
   * Whether the engine reads the text right, since sets know ASCII only, and can remember where in
   * it it has been.
   */
  static boolean canRead(Program program, String text) {
    if (places(program, text) > MOST_PLACES) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Looks for the leftmost match; afterwards the slots hold where its groups are. */
  boolean find() {
    int last =
        switch (program.where()) {
          case AT_THE_START -> 0;
          case ANYWHERE -> text.length();
        };
    boolean found = false;
    for (int start = 0; start <= last && !found; start++) {
      found = matchesFrom(start);
      slots[0] = start;
    }
    effort.take(taken);
    return found;
  }

  /** Start and end of each group, negative for one that took no part. */
  int[] slots() {
    return slots;
  }

  private boolean matchesFrom(int start) {
    Arrays.fill(slots, UNSET);
    if (matches(program.start(), start)) {
      return true;
    }
    while (pending > 0) {
      if (taken > STEPS_AT_ONCE) {
        effort.take(taken);
        taken = 0;
      }
      pending--;
      Step step = steps[pending];
      int position = positions[pending];
      if (position < 0) {
        slots[step.number] = replaced(position);
      } else if (matches(step, position)) {
        return true;
      }
    }
    return false;
  }

  /** Goes on from a step until the match is complete, or a step fails. */
  private boolean matches(Step from, int start) {
    Step step = from;
    int position = start;
    while (true) {
      taken++;
      switch (step.action) {
        case TAKE -> {
          if (position == text.length() || !step.accepts(text.charAt(position))) {
            return false;
          }
          position++;
          step = step.next();
        }
        case SPLIT -> {
          if (isVisited(step, position)) {
            return false;
          }
          step = branch(step, position);
        }
        case SAVE -> {
          if (pending > 0) {
            push(step, replaced(slots[step.number]));
          }
          slots[step.number] = position;
          step = step.next();
        }
        case CHECK -> {
          if (!isAt(step.place, position)) {
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

  /** Takes the branch that the next character allows; when both are open, one is kept for later. */
  private Step branch(Step split, int position) {
    boolean end = position == text.length();
    boolean second = end ? split.otherAcceptsEnd() : split.otherAccepts(text.charAt(position));
    if (!second) {
      return split.next();
    }
    boolean first = end ? split.acceptsEnd() : split.accepts(text.charAt(position));
    if (!first) {
      return split.other();
    }
    push(split.other(), position);
    return split.next();
  }

  /** Turns a replaced position, which may be unset, into a negative number, and back. */
  private static int replaced(int position) {
    return -2 - position;
  }

  private boolean isVisited(Step split, int position) {
    int bit = split.number * (text.length() + 1) + position;
    long mask = 1L << bit;
    boolean visited = (this.visited[bit / Long.SIZE] & mask) != 0;
    this.visited[bit / Long.SIZE] |= mask;
    return visited;
  }

  private boolean isAt(Place place, int position) {
    return switch (place) {
      case START -> position == 0;
      case END -> position == text.length();
      case WORD_BOUNDARY -> isWord(position - 1) != isWord(position);
      case NO_WORD_BOUNDARY -> isWord(position - 1) == isWord(position);
    };
  }

  private boolean isWord(int index) {
    return index >= 0 && index < text.length() && CharSet.WORD.contains(text.charAt(index));
  }

  private void push(Step step, int position) {
    if (pending == steps.length) {
      steps = Arrays.copyOf(steps, 2 * pending + 8);
      positions = Arrays.copyOf(positions, 2 * pending + 8);
    }
    steps[pending] = step;
    positions[pending] = position;
    pending++;
  }
}
