package dev.freshet.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.queue.RunTurns.Solitude;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunTurnsTest {
  private static final Solitude SOLITUDE =
      new Solitude(
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60));

  private final long start = System.nanoTime();
  private final RunTurns<String> turns =
      new RunTurns<>(
          10,
          key -> key.substring(0, key.indexOf('/')),
          key -> key.contains("suspect too") ? 1 : key.contains("suspect") ? 2 : 0,
          SOLITUDE);

  private void add(String group, int many) {
    IntStream.range(0, many).forEach(i -> turns.add(group + "/" + i, at(0)));
  }

  private long at(int seconds) {
    return start + Duration.ofSeconds(seconds).toNanos();
  }

  private List<String> begun() {
    return turns.begin(at(0));
  }

  private static long of(String group, List<String> keys) {
    return keys.stream().filter(key -> key.startsWith(group + "/")).count();
  }

  @Test
  void aLoneGroupHasAllPlaces() {
    add("a", 1000);

    assertThat(begun()).hasSize(10);
  }

  @Test
  void aThousandKeysThatHangKeepNoOtherGroupFromItsShare() {
    add("a", 1000);
    begun();

    add("b", 1000);

    assertThat(of("b", begun())).isEqualTo(5);
  }

  @Test
  void groupsTakeTurns() {
    add("a", 1000);
    add("b", 1000);

    assertThat(begun().subList(0, 4)).containsExactly("a/0", "b/0", "a/1", "b/1");
  }

  @Test
  void nobodyExceedsItsShareWhileAnotherHasLess() {
    add("a", 1000);
    List<String> first = begun();
    add("b", 1000);
    begun();

    first.forEach(key -> turns.ended(key, at(0)));

    assertThat(of("a", begun())).isEqualTo(5);
  }

  @Test
  void neverRunsMoreThanTwiceThePlaces() {
    IntStream.range(0, 100).forEach(i -> add("group" + i, 10));

    assertThat(begun()).hasSize(20);
  }

  @Test
  void whatIsAddedTwiceRunsOnce() {
    turns.add("a/one", at(0));
    turns.add("a/one", at(0));

    assertThat(begun()).containsExactly("a/one");
    assertThat(begun()).isEmpty();
  }

  @Test
  void aSuspectRunsLastAndAlone() {
    turns.add("a/suspect", at(0));
    turns.add("a/one", at(0));

    assertThat(turns.begin(at(0))).containsExactly("a/one");
    assertThat(turns.begin(at(5))).isEmpty();
    turns.ended("a/one", at(6));
    assertThat(turns.begin(at(7))).isEmpty();
    assertThat(turns.begin(at(10))).containsExactly("a/suspect");
    turns.add("a/two", at(11));
    turns.add("a/suspect too", at(11));
    assertThat(turns.begin(at(12))).isEmpty();
    turns.ended("a/suspect", at(13));
    assertThat(turns.begin(at(13))).containsExactly("a/two");
  }

  @Test
  void theLeastSuspectComesFirst() {
    turns.add("a/suspect", at(0));
    turns.add("a/suspect too", at(0));

    assertThat(turns.begin(at(4))).containsExactly("a/suspect too");
  }

  @Test
  void othersAreHeldBackForASuspectThatHasWaitedLong() {
    turns.add("a/one", at(0));
    turns.add("a/suspect", at(0));
    turns.begin(at(0));
    turns.add("a/two", at(31));

    assertThat(turns.begin(at(31))).isEmpty();
    turns.ended("a/one", at(32));

    assertThat(turns.begin(at(32))).containsExactly("a/suspect");
  }

  @Test
  void othersAreNotHeldBackByARunThatHangs() {
    turns.add("a/hangs", at(0));
    turns.add("a/suspect", at(0));
    turns.begin(at(0));
    turns.add("a/two", at(31));
    turns.begin(at(31));

    assertThat(turns.begin(at(41))).containsExactly("a/two");
  }

  @Test
  void aSuspectThatHangsIsNotAloneForEver() {
    turns.add("a/suspect", at(0));
    assertThat(turns.begin(at(4))).containsExactly("a/suspect");
    turns.add("a/one", at(4));

    assertThat(turns.begin(at(5))).isEmpty();
    assertThat(turns.begin(at(65))).containsExactly("a/one");
  }
}
