package dev.freshet.engine.registry.host;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * What those who share an access ask their registry once: the others wait for the answer, since the
 * question of each would use up the host's whole budget.
 *
 * @param <A> the answer, which its asker remembers
 */
public final class Question<A> {
  /** The question under way, and whose it is. */
  private record Asking<A>(String namespace, CompletableFuture<A> answer) {}

  private final String action;
  private Optional<Asking<A>> underWay = Optional.empty();

  /**
   * @param action what failures say was done
   */
  Question(String action) {
    this.action = action;
  }

  /**
   * Asks, or waits for the one who asks until the operation ends.
   *
   * @throws RegistryException what asking failed with, for all of a namespace; who waited for
   *     another namespace asks again, because a timeout there may have been shorter
   */
  public A ask(Operation operation, Supplier<A> registry) {
    var mine = new Asking<A>(operation.namespace(), new CompletableFuture<>());
    Asking<A> asked = firstOf(mine);
    return asked.equals(mine)
        ? answered(registry, mine.answer())
        : awaited(operation, registry, asked);
  }

  private synchronized Asking<A> firstOf(Asking<A> mine) {
    Asking<A> first = underWay.filter(other -> !other.answer().isDone()).orElse(mine);
    underWay = Optional.of(first);
    return first;
  }

  private static <A> A answered(Supplier<A> registry, CompletableFuture<A> answer) {
    try {
      A found = registry.get();
      answer.complete(found);
      return found;
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
      throw failure;
    } finally {
      answer.cancel(false); // whatever else ended it, nobody waits for it any longer
    }
  }

  private A awaited(Operation operation, Supplier<A> registry, Asking<A> asked) {
    CompletableFuture<A> answer = asked.answer().copy();
    Cancellable waiting = () -> answer.cancel(false);
    operation.started(waiting);
    try {
      return answer.get(Math.max(1, operation.remaining().toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw operation.timedOut(action);
    } catch (CancellationException _) {
      if (operation.isOver()) {
        throw operation.timedOut(action);
      }
      return registry.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof CancellationException
          || !asked.namespace().equals(operation.namespace())) {
        return registry.get();
      }
      if (failure.getCause() instanceof RegistryException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw operation.failed(action, "interrupted");
    } finally {
      operation.finished(waiting);
    }
  }
}
