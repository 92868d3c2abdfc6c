package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.GoErrorException;

/**
 * How many steps searches may still take, all together. Expressions and texts are others' input, so
 * whoever searches a hundred thousand texts bounds the whole of it, not each.
 */
public final class Effort {
  private static final int STEPS_BETWEEN_LOOKS = 1 << 20;

  private final long most;
  private final Runnable look;
  private long taken;
  private long lookAt = STEPS_BETWEEN_LOOKS;

  /**
   * @param most steps in all, of which there are some hundred million in a second
   * @param look what is run every so many steps, and may end the search by what it throws
   */
  public Effort(long most, Runnable look) {
    this.most = most;
    this.look = look;
  }

  static Effort unbounded() {
    return new Effort(Long.MAX_VALUE, () -> {});
  }

  void take(long steps) {
    taken += steps;
    if (taken >= lookAt) {
      lookAt = taken + STEPS_BETWEEN_LOOKS;
      look.run();
    }
    if (taken > most) {
      throw new GoErrorException("the search takes more than " + most + " steps");
    }
  }
}
