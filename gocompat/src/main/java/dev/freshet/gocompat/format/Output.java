package dev.freshet.gocompat.format;

import dev.freshet.gocompat.GoErrorException;

/** Text in byte form that grows up to a limit, beyond which writing is an error. */
public final class Output {
  private final StringBuilder text = new StringBuilder();
  private final int limit;

  public Output(int limit) {
    this.limit = limit;
  }

  public void append(String bytes) {
    reserve(bytes.length());
    text.append(bytes);
  }

  public void append(char unit) {
    reserve(1);
    text.append(unit);
  }

  public void repeat(char unit, int count) {
    if (count > 0) {
      reserve(count);
      text.repeat(unit, count);
    }
  }

  public int length() {
    return text.length();
  }

  private void reserve(int more) {
    if (more > limit - text.length()) {
      throw new GoErrorException("output is longer than " + limit + " bytes");
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
