package dev.freshet.core;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Ends work on foreign input that takes too long. Whoever starts such work runs it {@link #during}
 * a cutoff and may {@link #cut} it from another thread; every loop whose length somebody outside
 * decides calls {@link #check}, which costs next to nothing.
 */
public final class Cutoff {
  private static final ScopedValue<Cutoff> CURRENT = ScopedValue.newInstance();

  private final String message;
  private volatile boolean cut;

  /**
   * @param message what the failure of work that was cut says
   */
  public Cutoff(String message) {
    this.message = message;
  }

  /** Lets the work fail at its next check; once cut, every later check fails too. */
  public void cut() {
    cut = true;
  }

  /** Runs the work so that its checks, and those of whatever it calls, look at this cutoff. */
  public <T, X extends Throwable> T during(ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }

  /**
   * Goes on unless the work around the call was cut.
   *
   * @throws DeadlineExceededException when it was
   */
  public static void check() {
    if (CURRENT.isBound() && CURRENT.get().cut) {
      throw new DeadlineExceededException(CURRENT.get().message);
    }
  }

  /** The same work for another thread, under the cutoff of this one. */
  public static <T> Callable<T> carriedBy(Callable<T> work) {
    Optional<Cutoff> here = CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    return here.<Callable<T>>map(cutoff -> () -> cutoff.during(work::call)).orElse(work);
  }
}
