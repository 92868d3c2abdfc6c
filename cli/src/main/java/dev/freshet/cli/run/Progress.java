package dev.freshet.cli.run;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A line on the terminal while work takes over a second; nothing where nobody looks. */
final class Progress implements AutoCloseable {
  private static final String ERASE_LINE = "\r\033[2K";

  /** Itself: on its way through a command's output the escape would be blotted out. */
  private final PrintStream err = System.err;

  private final String work;
  private final long start = System.nanoTime();
  private final ScheduledExecutorService timer;
  private boolean shown;

  Progress(String work) {
    this.work = work;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("freshet-progress").factory());
    if (isTerminal()) {
      var _ = timer.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
    }
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  private synchronized void show() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    err.print(ERASE_LINE + "◎ " + work + " (" + seconds + " s)");
    err.flush();
    shown = true;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    synchronized (this) {
      if (shown) {
        err.print(ERASE_LINE);
        err.flush();
      }
    }
  }
}
