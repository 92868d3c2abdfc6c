package dev.freshet.operator.event;

import static dev.freshet.operator.event.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.reconcile.Event;
import dev.freshet.operator.event.EventHistory.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventHistoryTest {
  private final EventHistory history = new EventHistory();

  @Test
  void countsTheSameEventUpUnderItsFirstName() {
    Entry first = history.next(normal("up to date", START)).orElseThrow();

    Entry second = history.next(normal("up to date", START.plusSeconds(60))).orElseThrow();

    assertThat(first.isFirst()).isTrue();
    assertThat(second)
        .isEqualTo(new Entry(first.name(), "up to date", START, START.plusSeconds(60), 2));
  }

  @Test
  void namesAnEventAfterItsObjectAndTheTime() {
    assertThat(history.next(normal("up to date", START)).orElseThrow().name())
        .isEqualTo("podinfo." + Long.toHexString(START.getEpochSecond() * 1_000_000_000));
  }

  @Test
  void givesTwoEventsOfOneInstantTwoNames() {
    Entry first = history.next(normal("found 1 tag", START)).orElseThrow();

    Entry second = history.next(normal("found 2 tags", START)).orElseThrow();

    assertThat(second.name()).isNotEqualTo(first.name());
  }

  @Test
  void keepsANameWithinWhatKubernetesAllows() {
    String name = "a".repeat(230) + "." + "b".repeat(22);

    Entry entry =
        history.next(Examples.event(name, Event.Type.NORMAL, "found 1 tag", START)).orElseThrow();

    assertThat(entry.name()).hasSizeLessThanOrEqualTo(253).matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])");
  }

  @Test
  void combinesTheTenthMessageOfOneReasonWithThoseThatFollow() {
    messages(1, 9);

    Entry tenth = history.next(normal("found 10 tags", START)).orElseThrow();
    Entry eleventh = history.next(normal("found 11 tags", START.plusSeconds(1))).orElseThrow();

    assertThat(tenth.message()).isEqualTo("(combined from similar events): found 10 tags");
    assertThat(tenth.isFirst()).isTrue();
    assertThat(eleventh)
        .isEqualTo(
            new Entry(
                tenth.name(),
                "(combined from similar events): found 11 tags",
                START,
                START.plusSeconds(1),
                2));
  }

  @Test
  void goesOnCountingAMessageFromBeforeTheCombiningByItself() {
    messages(1, 10);

    Entry again = history.next(normal("found 3 tags", START)).orElseThrow();

    assertThat(again.message()).isEqualTo("found 3 tags");
    assertThat(again.count()).isEqualTo(2);
  }

  @Test
  void combinesNothingOnceItWasQuietForTenMinutes() {
    messages(1, 10);

    Entry later = history.next(normal("found 11 tags", START.plusSeconds(601))).orElseThrow();

    assertThat(later.message()).isEqualTo("found 11 tags");
  }

  @Test
  void storesTwentyFiveEventsOfAnObjectAndThenOneInFiveMinutes() {
    List<Optional<Entry>> burst = repeated(26, START);

    List<Optional<Entry>> later = repeated(2, START.plusSeconds(301));

    assertThat(burst.subList(0, 25)).allMatch(Optional::isPresent);
    assertThat(burst.get(25)).isEmpty();
    assertThat(later.get(0)).isPresent();
    assertThat(later.get(1)).isEmpty();
  }

  @Test
  void countsWhatItDidNotStore() {
    repeated(30, START);

    Entry next = history.next(normal("up to date", START.plusSeconds(301))).orElseThrow();

    assertThat(next.count()).isEqualTo(31);
  }

  @Test
  void givesWarningsAndOtherObjectsAShareOfTheirOwn() {
    repeated(26, START);

    assertThat(history.next(Examples.event("podinfo", Event.Type.WARNING, "no route", START)))
        .isPresent();
    assertThat(history.next(Examples.event("other", Event.Type.NORMAL, "up to date", START)))
        .isPresent();
  }

  @Test
  void letsTracesAndOtherNormalEventsShareTheirBound() {
    repeated(25, START);

    assertThat(history.next(Examples.event("podinfo", Event.Type.TRACE, "nothing new", START)))
        .isEmpty();
  }

  @Test
  void forgetsWhatWasNotSeenForLong() {
    history.next(normal("up to date", START));
    IntStream.range(0, 4096)
        .forEach(i -> history.next(Examples.event("r" + i, Event.Type.NORMAL, "new", START)));

    assertThat(history.next(normal("up to date", START)).orElseThrow().isFirst()).isTrue();
  }

  private void messages(int from, int to) {
    for (int tags = from; tags <= to; tags++) {
      history.next(normal("found " + tags + " tags", START));
    }
  }

  private List<Optional<Entry>> repeated(int times, Instant at) {
    return IntStream.range(0, times).mapToObj(_ -> history.next(normal("up to date", at))).toList();
  }

  private static ObjectEvent normal(String message, Instant at) {
    return Examples.event("podinfo", Event.Type.NORMAL, message, at);
  }
}
