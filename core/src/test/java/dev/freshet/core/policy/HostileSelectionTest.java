package dev.freshet.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.Cutoff;
import dev.freshet.core.DeadlineExceededException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import dev.freshet.testkit.time.ProcessorTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules and tags that mean harm end, soon, with a selection or a failure that says why. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileSelectionTest {
  private static final Duration MOST = Duration.ofSeconds(3);

  private static final Policy NUMERICAL = new NumericalPolicy(Order.ASC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:[0-9a-z]?){465}x",
        "(?:[0-9a-z.]?){930}x",
        "(?i)(?:[0-9a-z.]?){930}x",
        "(?:(?:[a-z0-9]+-)?){300}$x",
      })
  void givesUpOnAFilterThatTakesTooLong(String pattern) throws Throwable {
    List<Tag> tags = tags(100_000, i -> "build-" + i + "-main-abcdef");
    var filtering =
        new SelectionRule(Exclusions.DEFAULT, Optional.of(TagFilter.parse(pattern, "")), NUMERICAL);
    var excluding = new SelectionRule(Exclusions.of(List.of(pattern)), Optional.empty(), NUMERICAL);

    for (SelectionRule rule : List.of(filtering, excluding)) {
      Duration taken = ProcessorTime.ofOneRun(MOST, () -> givesUp(rule, tags));
      assertThat(taken).isLessThan(MOST);
    }
    assertThatThrownBy(() -> Exclusions.of(List.of(pattern)).keep(tags))
        .isInstanceOf(DeadlineExceededException.class);
  }

  private static void givesUp(SelectionRule rule, List<Tag> tags) {
    assertThatThrownBy(() -> rule.select(tags))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageStartingWith("search all tags for '")
        .hasMessageContaining("takes more than");
  }

  @Test
  void boundsWhatAFilterExtracts() {
    List<Tag> tags = tags(100_000, i -> i + "-" + "a".repeat(120));

    TagFilter many = TagFilter.parse("(.*)", "$1".repeat(512));
    assertThatThrownBy(() -> many.key(tags.getFirst()))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("the template makes more than");
    assertThatThrownBy(() -> TagFilter.parse("(.*)", "$1".repeat(500_000)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the template has more than");

    TagFilter some = TagFilter.parse("(.*)", "${1}" + "x".repeat(1000));
    var rule = new SelectionRule(Exclusions.DEFAULT, Optional.of(some), NUMERICAL);
    assertThatThrownBy(() -> rule.select(tags)).hasMessageContaining("takes more than");
  }

  static Stream<IntFunction<String>> numbers() {
    return Stream.of(
        i -> "9".repeat(6_000 / (1 + i % 3)),
        i -> "0." + "0".repeat(500) + i,
        i -> "1e" + "9".repeat(1 + i % 5_000),
        i -> "1e-" + "9".repeat(1 + i % 5_000),
        i -> "1e-" + (i % 20_000 + 400),
        i -> "0x" + "f".repeat(i % 400) + "p-1074",
        i -> "0x1p-" + (1074 + i % 20_000),
        i -> "0x" + "0".repeat(i % 500) + "1p-1074",
        i -> "0x" + "0".repeat(i % 500) + "1p1000",
        i -> "1" + "0".repeat(300) + "." + "0".repeat(i % 200) + "1",
        i -> "1" + "_0".repeat(5_000),
        i -> "0".repeat(i % 500) + "1e300");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void comparesNumbersOfAnyFormSoon(IntFunction<String> number) throws Throwable {
    List<Tag> tags = tags(8_000, number);
    var rule = new SelectionRule(Exclusions.DEFAULT, Optional.empty(), NUMERICAL);

    Duration taken =
        ProcessorTime.ofOneRun(
            MOST, () -> assertThat(rule.select(tags).verdicts()).hasSize(tags.size()));

    assertThat(taken).isLessThan(MOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.x", ">=1.0.0-0", "*", "~1.2-0 || ^3-0"})
  void readsVersionsOfAnyFormSoon(String range) throws Throwable {
    var rule = new SelectionRule(Exclusions.DEFAULT, Optional.empty(), SemVerPolicy.parse(range));
    List<Tag> tags =
        Stream.of(
                "1.0.0-" + "a.".repeat(20_000) + "01",
                "1.0.0-" + "0".repeat(60_000),
                "v" + "1.".repeat(50_000),
                "9".repeat(60_000),
                "x-" + "a.".repeat(30_000) + "00",
                "V1" + "0".repeat(50_000),
                "1.0.0-" + "a-".repeat(120) + ".01",
                "1.0.0",
                "1.0.0-" + "1".repeat(200),
                "1.0.0+" + "b".repeat(200),
                "-".repeat(100_000))
            .map(Tag::new)
            .toList();

    Duration taken =
        ProcessorTime.ofOneRun(
            MOST,
            () ->
                assertThat(rule.select(tags).verdicts())
                    .extracting(verdict -> verdict.verdict().reason())
                    .hasSize(tags.size()));

    assertThat(taken).isLessThan(MOST);
  }

  @Test
  void quotesOnlyTheStartOfWhatItRefuses() {
    assertThatThrownBy(() -> TagFilter.parse("(".repeat(1_000_000), ""))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(
            refused -> assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(1000));
    assertThatThrownBy(() -> Exclusions.of(List.of("(".repeat(1_000_000))))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(
            refused -> assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(1000));
    assertThat(
            new SelectionRule(Exclusions.DEFAULT, Optional.empty(), NUMERICAL)
                .select(tags(3, i -> "x".repeat(1_000_000) + i))
                .failure()
                .orElse(""))
        .startsWith("failed to parse invalid numeric value 'xx")
        .hasSizeLessThan(512);
    assertThatThrownBy(() -> SemVerPolicy.parse("1".repeat(1_000_000)))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(
            refused -> assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(1000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"numerical", "semver", "filter", "exclusion"})
  void endsWhenItIsCut(String by) {
    var cutoff = new Cutoff("cut");
    cutoff.cut();
    List<Tag> tags = tags(10, i -> "1.0." + i);
    Exclusions exclusions = by.equals("exclusion") ? Exclusions.DEFAULT : new Exclusions(List.of());
    Optional<TagFilter> filter =
        by.equals("filter") ? Optional.of(TagFilter.parse("^1", "")) : Optional.empty();
    Policy policy = by.equals("semver") ? SemVerPolicy.parse("1.x") : NUMERICAL;

    assertThatThrownBy(
            () -> cutoff.during(() -> new SelectionRule(exclusions, filter, policy).select(tags)))
        .hasMessage("cut");
  }

  private static List<Tag> tags(int count, IntFunction<String> tag) {
    return IntStream.range(0, count).mapToObj(tag).map(Tag::new).toList();
  }
}
