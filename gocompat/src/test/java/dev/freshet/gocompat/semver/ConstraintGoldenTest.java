package dev.freshet.gocompat.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.testkit.golden.Recordings;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConstraintGoldenTest {

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("validRanges")
  void acceptsTheRecordedVersions(JsonNode recorded) {
    Constraint constraint = Constraint.parse(recorded.get("range").asText());

    Predicate<String> accepts = version -> constraint.accepts(Version.parse(version));
    assertThat(Recordings.texts(recorded.get("matches"))).allMatch(accepts);
    assertThat(Recordings.texts(recorded.get("rejects"))).noneMatch(accepts);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("invalidRanges")
  void refusesTheRangesThatGoRefuses(JsonNode recorded) {
    assertThatThrownBy(() -> Constraint.parse(recorded.get("range").asText()))
        .isInstanceOf(GoSyntaxException.class);
  }

  static Stream<JsonNode> validRanges() {
    return ranges().filter(recorded -> recorded.get("valid").asBoolean());
  }

  static Stream<JsonNode> invalidRanges() {
    return ranges().filter(recorded -> !recorded.get("valid").asBoolean());
  }

  private static Stream<JsonNode> ranges() {
    return Recordings.of("semver-ranges.jsonl");
  }
}
