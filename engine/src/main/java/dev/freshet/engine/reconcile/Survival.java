package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.engine.state.Suspects;
import dev.freshet.engine.state.UnderWay;
import dev.freshet.engine.work.OutOfMemory;
import java.io.IOException;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * What keeps an object that needs more memory than there is from ending one process after the
 * other: what was under way when the memory ran out runs last and alone in the next process, and
 * not at all once that has happened too often.
 */
public final class Survival implements AutoCloseable {
  private final UnderWay underWay;
  private final Suspects suspects;

  private Survival(UnderWay underWay, Suspects suspects) {
    this.underWay = underWay;
    this.suspects = suspects;
  }

  /** For this process from now on, which holds the lock of the folder. */
  public static Survival in(StateFolder state) {
    UnderWay underWay = state.underWay();
    Suspects suspects = state.suspects(underWay.whenMemoryRanOut());
    OutOfMemory.beforeTheEnd(() -> {
      underWay.memoryRanOut();
      underWay.say();
    });
    return new Survival(underWay, suspects);
  }

  /** How often the memory ran out with the object under way; above zero it runs last and alone. */
  public int suspicion(ObjectKey object) {
    return suspects.times(object);
  }

  UnderWay.Mark begin(ObjectKey object) {
    return underWay.begin(object);
  }

  /** The run has ended, and the process has not. */
  void survived(ObjectKey object) {
    suspects.clear(object);
  }

  void forget(ObjectKey object) {
    suspects.clear(object);
  }

  /** Why the object is not run, if it is not. */
  Optional<AutomationException> refusal(Reconcilable one) {
    return suspicion(one.key()) > 0 && suspects.isTooMuch(one.key(), spec(one))
        ? Optional.of(
            new ReasonedException(
                Reason.OUT_OF_MEMORY,
                "the memory ran out %d times with this object under way; change its spec, or give the process more, with a larger -Xmx in FRESHET_JAVA_OPTS"
                    .formatted(Suspects.MOST)))
        : Optional.empty();
  }

  /**
   * Tells this spec from another one, in this process and the next. Where no API server counts
   * generations only the text tells, in which maps have no order.
   */
  private static String spec(Reconcilable one) {
    String text = one.toString().replace(one.metadata().toString(), "");
    long sum = one.metadata().generation();
    var words = new StringTokenizer(text, " ,=[]{}");
    while (words.hasMoreTokens()) {
      sum += 31L * words.nextToken().hashCode();
    }
    return Long.toHexString(sum);
  }

  @Override
  public void close() throws IOException {
    OutOfMemory.beforeTheEnd(() -> {});
    underWay.close();
  }
}
