package dev.freshet.engine.work;

import dev.freshet.core.Cutoff;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for work that only computes: parsing, selecting, planning, packing. Virtual threads run
 * on as many carriers as there are processors and never make way for each other, so such work on
 * them would stop health, watches and leases; here the operating system shares the processors.
 *
 * <p>Namespaces take {@link Turns}. Work that has used its processor time is cut (see {@link
 * Cutoff}). Work must neither wait for the network, nor take a lock that somebody holds who waits
 * for work of his own.
 */
public final class Workers implements AutoCloseable {
  /** How much of a processor one piece of work may use before it is cut. */
  public static final Duration PROCESSOR_TIME = Duration.ofSeconds(60);

  /** Beyond the usual number, for namespaces that have little under way. */
  private static final int MOST_GUESTS = 16;

  /** Threads that computed a moment ago are soon needed again. */
  private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

  private static final ScopedValue<Workers> INSIDE = ScopedValue.newInstance();

  private final int most;
  private final Duration processorTime;
  private final String cutMessage;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE, // the turns allow for far fewer
          IDLE_THREAD.toMillis(),
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("freshet-work-", 0).factory());
  private final ScheduledThreadPoolExecutor watchdog =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("freshet-work-deadlines").factory());

  /** Guarded by this. */
  private final Turns<Piece> turns;

  /** Guarded by this. */
  private final Set<Piece> running = new HashSet<>();

  /** Guarded by this. */
  private boolean closed;

  /**
   * @param most how many pieces of work run at once, unless a namespace has none among them
   * @param processorTime how much of a processor one piece of work may use
   */
  public Workers(int most, Duration processorTime) {
    this.most = most;
    this.processorTime = processorTime;
    this.cutMessage =
        "the work took more than %ds of processor time and was ended"
            .formatted(processorTime.toSeconds());
    this.turns = new Turns<>(most, MOST_GUESTS, 1);
    long look = Math.min(1_000, processorTime.toMillis() / 4);
    var _ = watchdog.scheduleWithFixedDelay(this::cutWhatIsOver, look, look, TimeUnit.MILLISECONDS);
  }

  /** As many as there are processors, with the usual time. */
  public static Workers ofThisMachine() {
    return new Workers(Runtime.getRuntime().availableProcessors(), PROCESSOR_TIME);
  }

  /**
   * Does the work and returns what it returns; whatever it throws is thrown here. Work within work
   * stays on its thread.
   *
   * @throws CancellationException when the caller is interrupted, or this is closed
   */
  public <T, X extends Throwable> T run(
      String namespace, ScopedValue.CallableOp<? extends T, X> work) throws X {
    if (INSIDE.isBound() && INSIDE.get() == this) {
      return work.call();
    }
    var result = new ArrayList<T>(1);
    var piece = new Piece(namespace, () -> result.add(called(work)));
    add(piece);
    await(piece);
    return result.getFirst();
  }

  /**
   * Does parts of the caller's own work side by side: the caller does what no other thread is free
   * for. The first failure is thrown once no part is under way any more.
   */
  public void runAll(String namespace, Collection<? extends Callable<?>> parts) {
    var left = new ConcurrentLinkedQueue<Callable<?>>(parts);
    int others = Math.min(most, parts.size()) - 1;
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < others; i++) {
      var piece = new Piece(namespace, Cutoff.carriedBy(() -> drain(left)));
      pieces.add(piece);
      add(piece);
    }
    try {
      var _ = drain(left);
    } catch (Exception failure) {
      Workers.<RuntimeException>rethrow(failure);
    } finally {
      left.clear();
      pieces.forEach(this::withdraw);
      pieces.stream().filter(piece -> !piece.isCancelled()).forEach(Workers::await);
    }
  }

  private static int drain(Queue<Callable<?>> left) throws Exception {
    int done = 0;
    for (Callable<?> part = left.poll(); part != null; part = left.poll()) {
      part.call();
      done++;
    }
    return done;
  }

  /** One piece of work, alone on its thread while it runs. */
  private final class Piece extends FutureTask<Object> {
    private final String namespace;
    private final Cutoff cutoff;

    /** What the clock of the thread showed once the piece had run for a while. */
    private OptionalLong early = OptionalLong.empty();

    private boolean seen;
    private volatile OptionalLong thread = OptionalLong.empty();

    Piece(String namespace, Callable<?> work) {
      this(namespace, work, new Cutoff(cutMessage));
    }

    private Piece(String namespace, Callable<?> work, Cutoff cutoff) {
      super(() -> ScopedValue.where(INSIDE, Workers.this).call(() -> cutoff.during(work::call)));
      this.namespace = namespace;
      this.cutoff = cutoff;
    }

    @Override
    public void run() {
      thread = OptionalLong.of(Thread.currentThread().threadId());
      try {
        super.run();
      } finally {
        ended(this);
      }
    }

    /**
     * Called by one thread, again and again. The clock of a thread counts from when the thread
     * began. It is not asked about pieces that end soon, since such clocks take time to load.
     */
    private void cutWhenOver() {
      if (seen && thread.isPresent()) {
        long now = used(thread.getAsLong());
        if (early.isEmpty()) {
          early = OptionalLong.of(now);
        } else if (now - early.getAsLong() >= processorTime.toNanos()) {
          cutoff.cut();
        }
      }
      seen = true;
    }

    /** Where the system does not tell, the time that passes has to do. */
    private static long used(long thread) {
      long used = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
      return used < 0 ? System.nanoTime() : used;
    }
  }

  private synchronized void cutWhatIsOver() {
    running.forEach(Piece::cutWhenOver);
  }

  private synchronized void add(Piece piece) {
    if (closed) {
      piece.cancel(false);
      return;
    }
    turns.add(piece.namespace, piece);
    startWhatMay();
  }

  /** Takes the piece back if it has not begun. */
  private synchronized void withdraw(Piece piece) {
    if (turns.remove(piece.namespace, piece)) {
      piece.cancel(false);
    }
  }

  private synchronized void ended(Piece piece) {
    running.remove(piece);
    turns.ended(piece.namespace);
    startWhatMay();
  }

  private void startWhatMay() {
    for (Optional<Piece> next = turns.next(); next.isPresent(); next = turns.next()) {
      running.add(next.get());
      threads.execute(next.get());
    }
  }

  private static void await(Piece piece) {
    try {
      var _ = piece.get();
    } catch (InterruptedException _) {
      piece.cutoff.cut();
      Thread.currentThread().interrupt();
      throw new CancellationException("the work was given up");
    } catch (ExecutionException failure) {
      Workers.<RuntimeException>rethrow(Objects.requireNonNull(failure.getCause()));
    }
  }

  private static <T> T called(ScopedValue.CallableOp<? extends T, ?> work) throws Exception {
    try {
      return work.call();
    } catch (Exception | Error failure) {
      throw failure;
    } catch (Throwable other) {
      throw new IllegalStateException(other);
    }
  }

  /** What the work throws, which its caller has declared. */
  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void rethrow(Throwable failure) throws X {
    throw (X) failure;
  }

  /** Starts nothing more, and lets what runs fail at its next check. */
  @Override
  public synchronized void close() {
    closed = true;
    turns.clear().forEach(piece -> piece.cancel(false));
    running.forEach(piece -> piece.cutoff.cut());
    watchdog.shutdown();
    threads.shutdown();
  }
}
