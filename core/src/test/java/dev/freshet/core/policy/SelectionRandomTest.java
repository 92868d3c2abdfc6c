package dev.freshet.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.Movement.Doubtful;
import dev.freshet.core.policy.Movement.Settled;
import dev.freshet.testkit.seed.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class SelectionRandomTest {
  private static final List<SelectionRule> RULES =
      List.of(
          Rules.semver("*"),
          Rules.semver(">=1.0.0-0 <3"),
          Rules.semver("1.x || 2.1.x"),
          Rules.alphabetical(Order.ASC),
          Rules.alphabetical(Order.DESC),
          Rules.numerical(Order.ASC),
          Rules.numerical(Order.DESC),
          Rules.filtered("^[a-z]-(?P<v>.*)$", "$v", SemVerPolicy.parse("*")),
          Rules.filtered("^[a-z]-([0-9.]+)", "$1", new NumericalPolicy(Order.ASC)),
          Rules.filtered("[0-9]+", "$0", new AlphabeticalPolicy(Order.DESC)));

  @Seeds
  void doesNotDependOnTheOrderOfTheList(long seed) {
    var random = new Random(seed);
    SelectionRule rule = rule(random);
    List<Tag> tags = tags(random);
    List<Tag> shuffled = new ArrayList<>(tags);
    Collections.shuffle(shuffled, random);

    assertThat(rule.select(shuffled)).isEqualTo(rule.select(tags));
  }

  @Seeds
  void hasOneVerdictForEveryTag(long seed) {
    var random = new Random(seed);
    List<Tag> tags = tags(random);

    Selection selection = rule(random).select(tags);

    assertThat(selection.verdicts())
        .extracting(TagVerdict::tag)
        .containsExactlyElementsOf(tags.stream().sorted(Collections.reverseOrder()).toList());
    assertThat(selection.verdicts())
        .allSatisfy(verdict -> assertThat(verdict.verdict().reason()).isNotBlank());
    assertThat(
            selection.verdicts().stream()
                .filter(verdict -> verdict.verdict() instanceof Verdict.Chosen)
                .map(TagVerdict::tag))
        .isEqualTo(selection.latest().stream().toList());
  }

  @Seeds
  void isUnchangedWhenATagComesAndGoes(long seed) {
    var random = new Random(seed);
    SelectionRule rule = rule(random);
    List<Tag> tags = tags(random);
    List<Tag> changing = new ArrayList<>(tags);

    changing.addFirst(tag(random));
    rule.select(changing);
    changing.removeFirst();

    assertThat(rule.select(changing)).isEqualTo(rule.select(tags));
  }

  @Seeds
  void keepsItsChoiceWhenAnotherTagIsRemoved(long seed) {
    var random = new Random(seed);
    SelectionRule rule = rule(random);
    List<Tag> tags = tags(random);
    Selection before = rule.select(tags);
    List<Tag> fewer = new ArrayList<>(tags);
    fewer.removeIf(tag -> !before.latest().stream().toList().contains(tag) && random.nextBoolean());

    if (before.latest().isPresent()) {
      assertThat(rule.select(fewer).latest()).isEqualTo(before.latest());
    }
  }

  /** Whatever part of the list a registry leaves out, the latest tag is not replaced unasked. */
  @Seeds
  void neverDowngradesUnasked(long seed) {
    var random = new Random(seed);
    SelectionRule rule = rule(random);
    List<Tag> tags = tags(random);
    Selection before = rule.select(tags);
    List<Tag> truncated = new ArrayList<>(tags);
    truncated.removeIf(_ -> random.nextBoolean());

    before
        .latest()
        .map(current -> Movement.decide(rule, truncated, current))
        .ifPresent(movement -> {
          Selection next =
              switch (movement) {
                case Settled(Selection selection) -> selection;
                case Doubtful doubtful -> doubtful.present();
              };
          assertThat(next.latest()).isEqualTo(before.latest());
        });
  }

  private static SelectionRule rule(Random random) {
    return RULES.get(random.nextInt(RULES.size()));
  }

  private static List<Tag> tags(Random random) {
    return random.ints(random.nextInt(30)).mapToObj(_ -> tag(random)).distinct().toList();
  }

  private static Tag tag(Random random) {
    String[] prefixes = {"", "v", "a-", "b-", "c-v", "0"};
    String[] suffixes = {"", "", "", ".0", "-rc.1", "+b", ".sig", "0"};
    String number =
        switch (random.nextInt(3)) {
          case 0 -> "" + random.nextInt(5);
          case 1 -> random.nextInt(3) + "." + random.nextInt(3);
          default -> random.nextInt(3) + "." + random.nextInt(3) + "." + random.nextInt(3);
        };
    return new Tag(
        prefixes[random.nextInt(prefixes.length)]
            + number
            + suffixes[random.nextInt(suffixes.length)]);
  }
}
