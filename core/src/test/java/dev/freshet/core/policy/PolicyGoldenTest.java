package dev.freshet.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import dev.freshet.core.policy.NumericalPolicy.NumberRule;
import dev.freshet.testkit.golden.Recordings;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyGoldenTest {

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("semver")
  void choosesTheRecordedVersion(JsonNode recorded) {
    String answer =
        answer(() -> SemVerPolicy.parse(recorded.get("range").asText()), tags(recorded));

    assertThat(answer).isEqualTo(answer(recorded));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("alphabetical")
  void choosesTheRecordedWord(JsonNode recorded) {
    String answer = answer(() -> new AlphabeticalPolicy(order(recorded)), tags(recorded));

    assertThat(answer).isEqualTo(answer(recorded));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("numerical")
  void choosesTheRecordedNumberWhenStrict(JsonNode recorded) {
    String answer =
        answer(() -> new NumericalPolicy(order(recorded), NumberRule.STRICT), tags(recorded));

    assertThat(answer).isEqualTo(answer(recorded));
  }

  static Stream<JsonNode> semver() {
    return Recordings.of("semver-choices.jsonl");
  }

  static Stream<JsonNode> alphabetical() {
    return Recordings.of("alphabetical.jsonl");
  }

  static Stream<JsonNode> numerical() {
    return Recordings.of("numerical.jsonl");
  }

  private static Order order(JsonNode recorded) {
    return Order.parse(recorded.get("order").asText());
  }

  private static List<Tag> tags(JsonNode recorded) {
    return Recordings.texts(recorded.get("tags")).stream().map(Tag::new).toList();
  }

  private static String answer(JsonNode recorded) {
    return recorded.has("latest")
        ? "latest " + recorded.get("latest").asText()
        : "error " + recorded.get("error").asText();
  }

  private static String answer(Supplier<Policy> rule, List<Tag> tags) {
    try {
      Policy policy = rule.get();
      var verdicts = new VerdictBuilder(tags);
      policy.select(verdicts);
      Selection selection = verdicts.build(policy);
      return selection
          .latest()
          .map(tag -> "latest " + tag)
          .or(() -> selection.failure().map(failure -> "error " + failure))
          .orElseThrow();
    } catch (InvalidInputException refused) {
      return ("error " + refused.getMessage()).replace("error invalid policy: ", "error ");
    }
  }
}
