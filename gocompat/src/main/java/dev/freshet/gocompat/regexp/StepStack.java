package dev.freshet.gocompat.regexp;

import java.util.Arrays;

/**
 * What a search comes back to, the last first: a step and where to go on from it, or a step that
 * has saved a position and the position that its slot had before.
 */
final class StepStack {
  private Step[] steps = {};

  /** Positions; those of slots, which may be unset, are turned into numbers below zero. */
  private int[] positions = {};

  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void push(Step step, int position) {
    if (size == steps.length) {
      steps = Arrays.copyOf(steps, 2 * size + 8);
      positions = Arrays.copyOf(positions, 2 * size + 8);
    }
    steps[size] = step;
    positions[size] = position;
    size++;
  }

  void pushSaved(Step save, int before) {
    push(save, turned(before));
  }

  /** Takes off the last; what it was can be asked until another is put on. */
  void pop() {
    size--;
  }

  Step step() {
    return steps[size];
  }

  int position() {
    return positions[size];
  }

  boolean isSaved() {
    return positions[size] < 0;
  }

  /** The position that the slot of the step had before. */
  int before() {
    return turned(positions[size]);
  }

  private static int turned(int position) {
    return -2 - position;
  }
}
