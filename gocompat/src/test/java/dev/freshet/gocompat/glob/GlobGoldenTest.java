package dev.freshet.gocompat.glob;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testkit.golden.Recordings;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Go's {@code filepath.Match} answered. */
class GlobGoldenTest {

  static Stream<JsonNode> recordings() {
    return Recordings.of("globs.jsonl");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void matchesAsGoDoes(JsonNode recorded) {
    Glob glob = Glob.of(recorded.path("pattern").asText());

    assertThat(glob.matches(recorded.path("name").asText()))
        .isEqualTo(recorded.path("matches").asBoolean());
  }
}
