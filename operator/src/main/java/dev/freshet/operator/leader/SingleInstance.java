package dev.freshet.operator.leader;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Leadership without an election. */
record SingleInstance() implements Leadership {
  @Override
  public boolean await() {
    return true;
  }

  @Override
  public boolean isLeading() {
    return true;
  }

  @Override
  public boolean isWaiting() {
    return false;
  }

  @Override
  public void expectIn(BiConsumer<String, Consumer<Runnable>> expecting) {
    // It has no thread.
  }

  @Override
  public void close() {
    // Nobody waits for it.
  }
}
