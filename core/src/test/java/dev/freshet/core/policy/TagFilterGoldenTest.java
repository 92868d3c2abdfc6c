package dev.freshet.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import dev.freshet.testkit.golden.Recordings;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TagFilterGoldenTest {

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("validPatterns")
  void extractsTheRecordedKeys(JsonNode recorded) {
    TagFilter filter = filter(recorded);

    for (JsonNode tag : recorded.get("tags")) {
      assertThat(filter.key(new Tag(tag.get("tag").asText())))
          .as("key of %s", tag)
          .isEqualTo(Optional.ofNullable(tag.get("key")).map(JsonNode::asText));
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("invalidPatterns")
  void refusesThePatternsThatGoRefuses(JsonNode recorded) {
    assertThatThrownBy(() -> filter(recorded))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "failed to filter tags: invalid regular expression pattern '%s': error parsing regexp:"
                + " ",
            recorded.get("pattern").asText());
  }

  static Stream<JsonNode> validPatterns() {
    return patterns().filter(recorded -> recorded.get("valid").asBoolean());
  }

  static Stream<JsonNode> invalidPatterns() {
    return patterns().filter(recorded -> !recorded.get("valid").asBoolean());
  }

  private static Stream<JsonNode> patterns() {
    return Recordings.of("filter-tags.jsonl");
  }

  private static TagFilter filter(JsonNode recorded) {
    return TagFilter.parse(recorded.get("pattern").asText(), recorded.get("extract").asText());
  }
}
