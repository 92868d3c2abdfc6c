package dev.freshet.web.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Whether everything moves that the process cannot do without: each part is asked now and then, in
 * a way that only its moving answers, and work that must not take long is noticed when it does. A
 * process with a part that stands still looks well from outside and does nothing.
 *
 * <p>What is counted are looks and not time: nothing moves in a process that was stopped, or on a
 * machine that slept, and no look is made there either.
 */
public final class Pulse implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /** Two minutes: nothing that is waited for takes longer, an API server that is away neither. */
  static final int MOST_LOOKS = 12;

  private final Consumer<String> onStill;
  private final Consumer<Runnable> asker;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("freshet-pulse").unstarted(this::run);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Part> parts = new CopyOnWriteArrayList<>();
  private final Set<Work> underWay = ConcurrentHashMap.newKeySet();
  private volatile long looked = System.nanoTime();
  private boolean told;

  /** Asked at most once at a time: who does not answer is not asked again. */
  private static final class Part {
    private final String name;
    private final Consumer<Runnable> way;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicInteger unanswered = new AtomicInteger();

    Part(String name, Consumer<Runnable> way) {
      this.name = name;
      this.way = way;
    }
  }

  private static final class Work {
    private final String name;
    private final AtomicInteger looks = new AtomicInteger();

    Work(String name) {
      this.name = name;
    }
  }

  /**
   * @param onStill told once, what stands still
   */
  public Pulse(Consumer<String> onStill) {
    // Whoever stands still may keep the asker too. On a virtual thread, the carriers are seen to.
    this(onStill, Thread::startVirtualThread);
  }

  Pulse(Consumer<String> onStill, Consumer<Runnable> asker) {
    this.onStill = onStill;
    this.asker = asker;
  }

  /** Begins to look. */
  public void start() {
    looked = System.nanoTime();
    thread.start();
  }

  /**
   * Expects the part to move.
   *
   * @param way hands the part a task of no length that it is to do when it comes round to it
   */
  public void expect(String name, Consumer<Runnable> way) {
    parts.add(new Part(name, way));
  }

  /** Does work on this thread that ends soon when all is well. */
  public void during(String name, Runnable work) {
    var one = new Work(name);
    underWay.add(one);
    try {
      work.run();
    } finally {
      underWay.remove(one);
    }
  }

  /** What stands still, in words; empty when all moves. */
  public Optional<String> still() {
    if (closed.getCount() == 0) {
      return Optional.empty();
    }
    if (System.nanoTime() - looked > MOST_LOOKS * PAUSE.toNanos()) {
      return Optional.of("nobody looks whether threads move");
    }
    return Stream.concat(
            parts.stream()
                .filter(part -> part.unanswered.get() >= MOST_LOOKS)
                .map(part -> part.name),
            underWay.stream().filter(work -> work.looks.get() >= MOST_LOOKS).map(work -> work.name))
        .findFirst()
        .map(name -> name + " does not move");
  }

  private void run() {
    try {
      while (!closed.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the health page says that nobody looks
    }
  }

  void look() {
    looked = System.nanoTime();
    parts.forEach(this::ask);
    underWay.forEach(work -> work.looks.incrementAndGet());
    Optional<String> still = still();
    if (still.isPresent() && !told) {
      told = true;
      onStill.accept(still.get());
    }
  }

  private void ask(Part part) {
    if (part.asked.compareAndSet(false, true)) {
      part.unanswered.set(0);
      asker.accept(() -> part.way.accept(() -> part.asked.set(false)));
    } else {
      part.unanswered.incrementAndGet();
    }
  }

  /** Looks no more: what ends stands still. */
  @Override
  public void close() {
    closed.countDown();
  }

  /** The place where a thread that goes round in a loop of its own answers. */
  public static final class Round implements Consumer<Runnable> {
    private volatile Optional<Runnable> asked = Optional.empty();

    @Override
    public void accept(Runnable answer) {
      asked = Optional.of(answer);
    }

    /** Called by the thread, again and again. */
    public void comeRound() {
      Optional<Runnable> answer = asked;
      if (answer.isPresent()) {
        asked = Optional.empty();
        answer.get().run();
      }
    }
  }
}
