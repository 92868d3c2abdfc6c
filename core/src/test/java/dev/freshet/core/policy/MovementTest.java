package dev.freshet.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Movement.Doubtful;
import dev.freshet.core.policy.Movement.Settled;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MovementTest {
  private static final SelectionRule RANGE = Rules.semver("5.0.x");

  @Test
  void movesUpToANewTag() {
    assertSettled(decide(RANGE, "5.0.0", "5.0.0", "5.0.3"), "5.0.3");
  }

  @Test
  void movesUpEvenWhenTheCurrentTagIsGone() {
    assertSettled(decide(RANGE, "5.0.0", "5.0.3"), "5.0.3");
  }

  @Test
  void staysWhereItIs() {
    assertSettled(decide(RANGE, "5.0.3", "5.0.0", "5.0.3"), "5.0.3");
  }

  @Test
  void doubtsATruncatedList() {
    assertDoubtful(decide(RANGE, "5.0.3", "5.0.0", "5.0.1"), "5.0.3", "5.0.1");
  }

  @Test
  void doubtsAnEmptyList() {
    Movement movement = decide(RANGE, "5.0.3");

    assertThat(movement).isInstanceOf(Doubtful.class);
    Doubtful doubtful = (Doubtful) movement;
    assertThat(doubtful.present().latest()).contains(new Tag("5.0.3"));
    assertThat(doubtful.deleted().failure()).contains("version list argument cannot be empty");
  }

  @Test
  void doubtsAListWithNothingElseInTheRange() {
    Doubtful doubtful = (Doubtful) decide(RANGE, "5.0.3", "4.9.9");

    assertThat(doubtful.deleted().failure())
        .contains("unable to determine latest version from provided list");
  }

  @Test
  void doesNotMindTheOrderOfTheList() {
    assertThat(decide(RANGE, "5.0.3", "5.0.1", "5.0.0", "5.0.3", "4.0.0"))
        .isEqualTo(decide(RANGE, "5.0.3", "4.0.0", "5.0.3", "5.0.0", "5.0.1"));
  }

  @Test
  void movesAtOnceWhenTheRangeNoLongerAcceptsTheCurrentTag() {
    assertSettled(decide(Rules.semver("<5.0.3"), "5.0.3", "5.0.0", "5.0.1"), "5.0.1");
  }

  @Test
  void movesAtOnceWhenTheFilterNoLongerMatchesTheCurrentTag() {
    SelectionRule rule = Rules.filtered("^4\\.", "", RANGE.policy());

    assertSettled(
        decide(
            new SelectionRule(rule.exclusions(), rule.filter(), Rules.semver("*").policy()),
            "5.0.3",
            "4.0.1"),
        "4.0.1");
  }

  @Test
  void movesAtOnceWhenTheCurrentTagIsExcluded() {
    var rule = new SelectionRule(Exclusions.of(List.of("3$")), RANGE.filter(), RANGE.policy());

    assertSettled(decide(rule, "5.0.3", "5.0.1"), "5.0.1");
  }

  @Test
  void movesAtOnceWhenTheOrderWasTurnedRound() {
    assertSettled(decide(Rules.alphabetical(Order.DESC), "c", "a", "b"), "a");
  }

  @Test
  void movesAtOnceWhenTheCurrentTagIsNoNumber() {
    assertSettled(decide(Rules.numerical(Order.ASC), "latest", "1", "2"), "2");
  }

  @Test
  void doubtsWhenTheNewestBuildIsMissing() {
    assertDoubtful(
        decide(Rules.newestBuild(), "main-aaaa-300", "main-bbbb-100", "main-cccc-200"),
        "main-aaaa-300",
        "main-cccc-200");
  }

  @Test
  void doubtsWhenTheCurrentTagWouldStandForItsKey() {
    assertDoubtful(
        decide(Rules.newestBuild(), "main-aaaa-300", "main-bbbb-300"),
        "main-aaaa-300",
        "main-bbbb-300");
  }

  @Test
  void movesToTheTagThatStandsForTheKeyOfTheCurrentOne() {
    assertSettled(decide(Rules.newestBuild(), "main-bbbb-300", "main-aaaa-300"), "main-aaaa-300");
  }

  @Test
  void keepsATagThatStandsForTheKeyOfOthers() {
    assertSettled(
        decide(Rules.newestBuild(), "main-aaaa-300", "main-aaaa-300", "main-bbbb-300"),
        "main-aaaa-300");
  }

  @Test
  void doubtsWhenAnEqualNumberWouldYieldToTheCurrentTag() {
    assertDoubtful(decide(Rules.numerical(Order.ASC), "1.0", "1.00"), "1.0", "1.00");
  }

  @Test
  void movesToAnEqualNumberThatWinsTheTie() {
    assertSettled(decide(Rules.numerical(Order.ASC), "1.00", "1.0"), "1.0");
  }

  @Test
  void doubtsTheSmallestOfADescendingOrder() {
    assertDoubtful(decide(Rules.numerical(Order.DESC), "1", "2", "3"), "1", "2");
  }

  @Test
  void doubtsWhenAnEqualVersionWouldYieldToTheCurrentTag() {
    assertDoubtful(decide(RANGE, "v5.0.3", "5.0.3"), "v5.0.3", "5.0.3");
  }

  @Test
  void tellsWhyTheHeldTagIsTheLatest() {
    Doubtful doubtful = (Doubtful) decide(RANGE, "5.0.3", "5.0.1");

    assertThat(Rules.reasons(doubtful.present()))
        .containsEntry("5.0.3", "it is the highest version in the range 5.0.x")
        .containsEntry("5.0.1", "5.0.1 is lower than 5.0.3");
  }

  private static Movement decide(SelectionRule rule, String current, String... listed) {
    return Movement.decide(rule, Rules.tags(listed), new Tag(current));
  }

  private static void assertSettled(Movement movement, String latest) {
    assertThat(movement)
        .asInstanceOf(InstanceOfAssertFactories.type(Settled.class))
        .extracting(settled -> Rules.latest(settled.selection()))
        .isEqualTo(latest);
  }

  private static void assertDoubtful(Movement movement, String held, String otherwise) {
    assertThat(movement)
        .asInstanceOf(InstanceOfAssertFactories.type(Doubtful.class))
        .extracting(
            doubtful -> doubtful.current().value(),
            doubtful -> Rules.latest(doubtful.present()),
            doubtful -> Rules.latest(doubtful.deleted()))
        .containsExactly(held, held, otherwise);
  }
}
