package dev.freshet.operator.leader;

/** Leadership without an election. */
record Unopposed() implements Leadership {
  @Override
  public boolean await() {
    return true;
  }

  @Override
  public boolean isLeading() {
    return true;
  }

  @Override
  public void close() {
    // Nobody waits for it.
  }
}
