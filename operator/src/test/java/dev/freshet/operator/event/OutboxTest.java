package dev.freshet.operator.event;

import static dev.freshet.operator.event.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.Backoff;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.operator.event.Outbox.Delivery;
import dev.freshet.operator.event.Outbox.DeliveryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OutboxTest {
  private static final DeliveryPolicy DELIVERY =
      new DeliveryPolicy(
          3, 4, new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)), Duration.ofSeconds(5));

  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final CountDownLatch open = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);

  @Test
  void answersWhetherItMovesAlsoWhenItHasNothingToDo() throws InterruptedException {
    try (var outbox = new Outbox("test", DELIVERY)) {
      for (int i = 0; i < 3; i++) {
        assertMoves(outbox);
      }
    }
  }

  private static void assertMoves(Outbox outbox) throws InterruptedException {
    var answered = new CountDownLatch(1);
    outbox.probe(answered::countDown);
    assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void goesOnAfterAnErrorNobodyForesaw() {
    try (var outbox = new Outbox("test", DELIVERY)) {
      outbox.put(
          event("first"),
          () -> {
            throw new StackOverflowError();
          });
      put(outbox, "second");
    }

    assertThat(delivered).containsExactly("second");
  }

  @Test
  void deliversInTheOrderTheyWerePut() {
    try (var outbox = new Outbox("test", DELIVERY)) {
      List.of("a", "b", "c").forEach(name -> put(outbox, name));
    }

    assertThat(delivered).containsExactly("a", "b", "c");
  }

  @Test
  void dropsWhatFindsNoRoomInsteadOfWaiting() throws InterruptedException {
    try (var outbox = new Outbox("test", DELIVERY)) {
      putBlocking(outbox, "under way");
      reached.await();
      List.of("a", "b", "c", "one too much").forEach(name -> put(outbox, name));
      open.countDown();
    }

    assertThat(delivered).containsExactly("under way", "a", "b", "c");
  }

  @Test
  void takesEventsAgainOnceThereIsRoom() throws InterruptedException {
    try (var outbox = new Outbox("test", DELIVERY)) {
      putBlocking(outbox, "under way");
      reached.await();
      List.of("a", "b", "c", "one too much").forEach(name -> put(outbox, name));
      open.countDown();
      await().until(() -> delivered.size() == 4);
      put(outbox, "d");
    }

    assertThat(delivered).endsWith("c", "d");
  }

  // Often, since an event was overtaken only when its time came while it was looked at.
  @RepeatedTest(200)
  void triesAgainAsOftenAsItsTermsSayAndGoesOnWithTheNext() {
    var attempts = new AtomicInteger();
    try (var outbox = new Outbox("test", DELIVERY)) {
      outbox.put(
          event("away"),
          () -> {
            attempts.incrementAndGet();
            return Delivery.AGAIN;
          });
      put(outbox, "next");
    }

    assertThat(attempts).hasValue(4);
    assertThat(delivered).containsExactly("next");
  }

  @Test
  void anEventThatHasToWaitHoldsBackThoseOfItsObjectOnly() {
    var slow =
        new DeliveryPolicy(
            9, 2, new Backoff(Duration.ofMillis(300), Duration.ofSeconds(1)), DELIVERY.flush());
    var attempts = new AtomicInteger();
    try (var outbox = new Outbox("test", slow)) {
      outbox.put(
          event("first"),
          () -> {
            delivered.add("first");
            return attempts.incrementAndGet() == 1 ? Delivery.AGAIN : Delivery.DONE;
          });
      put(outbox, "second");
      outbox.put(
          Examples.event("other", Event.Type.NORMAL, "of another", START),
          () -> {
            delivered.add("of another");
            return Delivery.DONE;
          });
    }

    assertThat(delivered).containsExactly("first", "of another", "first", "second");
  }

  @Test
  void survivesAnEventNobodyForesaw() {
    try (var outbox = new Outbox("test", DELIVERY)) {
      outbox.put(
          event("odd"),
          () -> {
            throw new IllegalStateException("unforeseen");
          });
      put(outbox, "next");
    }

    assertThat(delivered).containsExactly("next");
  }

  @Test
  void endsWithinItsTimeWhenTheReceiverHangs() throws InterruptedException {
    var outbox =
        new Outbox(
            "test",
            new DeliveryPolicy(
                3,
                4,
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)),
                Duration.ofMillis(50)));
    putBlocking(outbox, "hangs");
    reached.await();
    put(outbox, "behind it");

    outbox.close();

    open.countDown();
    assertThat(delivered).isEmpty();
  }

  @Test
  void takesNothingOnceItIsClosed() {
    var outbox = new Outbox("test", DELIVERY);
    outbox.close();

    put(outbox, "late");

    assertThat(delivered).isEmpty();
  }

  private void put(Outbox outbox, String name) {
    outbox.put(
        event(name),
        () -> {
          delivered.add(name);
          return Delivery.DONE;
        });
  }

  private void putBlocking(Outbox outbox, String name) {
    outbox.put(
        event(name),
        () -> {
          reached.countDown();
          open.await();
          delivered.add(name);
          return Delivery.DONE;
        });
  }

  private static ObjectEvent event(String name) {
    return Examples.event("podinfo", Event.Type.NORMAL, name, START);
  }
}
