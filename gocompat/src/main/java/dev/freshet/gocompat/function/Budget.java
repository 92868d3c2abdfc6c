package dev.freshet.gocompat.function;

import dev.freshet.gocompat.GoErrorException;
import java.util.function.BooleanSupplier;

/**
 * What one execution may still use. Steps count the work and every list element; text counts every
 * string made, so the memory in use is bounded even when all of it is kept.
 */
public final class Budget {
  /** How many of the largest strings one execution may make. */
  private static final int STRINGS = 32;

  /** Reading the clock at every step would cost more than most steps. */
  private static final int STEPS_BETWEEN_CLOCK_READINGS = 64;

  private final int maxText;
  private final long maxSteps;
  private final BooleanSupplier expired;
  private long steps;
  private long text;
  private long stepsAtClockReading;

  public Budget(int maxText, long maxSteps, BooleanSupplier expired) {
    this.maxText = maxText;
    this.maxSteps = maxSteps;
    this.expired = expired;
  }

  /** The longest string there may be. */
  public int maxText() {
    return maxText;
  }

  public void step() {
    steps(1);
  }

  /** Takes so many steps, at once or not at all. */
  public void steps(long count) {
    if (count > maxSteps - steps) {
      throw new GoErrorException("template takes more than " + maxSteps + " steps");
    }
    steps += count;
    if (steps - stepsAtClockReading >= STEPS_BETWEEN_CLOCK_READINGS) {
      stepsAtClockReading = steps;
      requireTime();
    }
  }

  /** Ends the execution when its time is over; for loops that take no steps. */
  public void requireTime() {
    if (expired.getAsBoolean()) {
      throw new GoErrorException("template takes too long");
    }
  }

  /** Asks for a string of so many bytes. */
  public void text(long bytes) {
    if (bytes > maxText) {
      throw new GoErrorException("string is longer than " + maxText + " bytes");
    }
    if (bytes > (long) maxText * STRINGS - text) {
      throw new GoErrorException("template makes too much text");
    }
    text += bytes;
  }
}
