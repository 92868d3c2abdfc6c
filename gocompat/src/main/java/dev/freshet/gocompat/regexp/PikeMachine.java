package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.value.Utf8;
import java.util.Arrays;

/**
 * One search of a {@link Program} in a text, in which all ways go on together, rune by rune, as Rob
 * Pike's does. It needs memory for the program and not for the text, and about the same time
 * whatever they are.
 */
final class PikeMachine {
  private static final int UNSET = -1;

  /** A step here takes some times what it takes a backtracker. */
  private static final int EFFORT_PER_STEP = 4;

  private final Program program;
  private final String text;
  private final Effort effort;

  /** The position, and one, at which each step was reached last. */
  private final int[] reached;

  /** The threads that are at the position, and those that will be at the next. */
  private Threads threads;

  private Threads after;

  /** The slots of the thread that is added, and of the best match so far. */
  private final int[] slots;

  private final int[] found;
  private boolean matched;

  /** What is still to be added. */
  private final StepStack ways = new StepStack();

  private int taken;

  PikeMachine(Program program, String text, Effort effort) {
    this.program = program;
    this.text = text;
    this.effort = effort;
    this.reached = new int[program.steps()];
    this.slots = new int[program.slots()];
    this.found = new int[program.slots()];
    this.threads = new Threads(program.slots());
    this.after = new Threads(program.slots());
    effort.take(program.steps());
  }

  /** Ways that have come to the same position, the preferred ones first. */
  private static final class Threads {
    private final int slots;
    private Step[] steps = new Step[8];
    private int[] slotsOfAll;
    private int size;

    Threads(int slots) {
      this.slots = slots;
      this.slotsOfAll = new int[8 * slots];
    }

    void add(Step step, int[] its) {
      if (size == steps.length) {
        steps = Arrays.copyOf(steps, 2 * size);
        slotsOfAll = Arrays.copyOf(slotsOfAll, 2 * size * slots);
      }
      steps[size] = step;
      System.arraycopy(its, 0, slotsOfAll, size * slots, slots);
      size++;
    }

    void load(int thread, int[] into) {
      System.arraycopy(slotsOfAll, thread * slots, into, 0, slots);
    }
  }

  /** Looks for the leftmost match that starts at a position or behind it. */
  boolean find(int from) {
    int position = from;
    while (true) {
      if (!matched && (position == from || !program.isAnchored())) {
        Arrays.fill(slots, UNSET);
        slots[0] = position;
        add(program.start(), position, threads);
      }
      if (threads.size == 0 && (matched || program.isAnchored())) {
        return matched;
      }
      advance(position);
      effort.take(taken);
      taken = 1;
      if (position == text.length()) {
        return matched;
      }
      position += Utf8.width(text, position);
    }
  }

  /** Start and end of each group, negative for one that took no part. */
  int[] slots() {
    return found;
  }

  /** Lets each thread take the rune at a position, unless one before it has matched. */
  private void advance(int position) {
    boolean end = position == text.length();
    int rune = end ? 0 : Utf8.codePointAt(text, position);
    int next = end ? position : position + Utf8.width(text, position);
    for (int thread = 0; thread < threads.size; thread++) {
      Step step = threads.steps[thread];
      if (step.action == Step.Action.MATCH) {
        threads.load(thread, slots);
        slots[1] = position;
        System.arraycopy(slots, 0, found, 0, slots.length);
        matched = true;
        break;
      }
      if (!end && (rune < Reach.OTHER ? step.accepts(rune) : step.takes(rune))) {
        threads.load(thread, slots);
        add(step.action == Step.Action.RUN ? step : step.next(), next, after);
      }
    }
    Threads spent = threads;
    threads = after;
    after = spent;
    after.size = 0;
  }

  /** Adds the threads to which a step leads without taking a rune. */
  private void add(Step step, int position, Threads to) {
    int symbol =
        position == text.length() ? Reach.END : Math.min(text.charAt(position), Reach.OTHER);
    ways.push(step, position);
    while (ways.size() > 0) {
      ways.pop();
      if (ways.isSaved()) {
        slots[ways.step().slot] = ways.before();
      } else {
        follow(ways.step(), position, symbol, to);
      }
    }
  }

  private void follow(Step from, int position, int symbol, Threads to) {
    Step step = from;
    while (step.reach().contains(symbol) && reached[step.number] <= position) {
      taken += EFFORT_PER_STEP;
      reached[step.number] = position + 1;
      switch (step.action) {
        case TAKE, MATCH -> {
          add(step, to);
          return;
        }
        case RUN -> add(step, to);
        case SPLIT -> ways.push(step.other(), position);
        case SAVE -> {
          ways.pushSaved(step, slots[step.slot]);
          slots[step.slot] = position;
        }
        case CHECK -> {
          if (!step.place.isAt(text, position)) {
            return;
          }
        }
      }
      step = step.next();
    }
  }

  private void add(Step step, Threads to) {
    to.add(step, slots);
    taken += slots.length / EFFORT_PER_STEP;
  }
}
