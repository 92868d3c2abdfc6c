package dev.freshet.gocompat.semver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testkit.golden.Recordings;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VersionGoldenTest {

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("tagVersions")
  void readsTagsAsRecorded(JsonNode recorded) {
    Optional<Version> version = Version.parseTag(recorded.get("tag").asText());

    assertThat(version.map(VersionGoldenTest::parts))
        .isEqualTo(
            recorded.get("valid").asBoolean() ? Optional.of(parts(recorded)) : Optional.empty());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("versionOrder")
  void ordersVersionsAsRecorded(JsonNode recorded) {
    Version a = Version.parse(recorded.get("a").asText());
    Version b = Version.parse(recorded.get("b").asText());

    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(recorded.get("cmp").asInt());
  }

  static Stream<JsonNode> tagVersions() {
    return Recordings.of("tag-versions.jsonl");
  }

  static Stream<JsonNode> versionOrder() {
    return Recordings.of("version-order.jsonl");
  }

  private static String parts(Version version) {
    return "%s.%s.%s-%s+%s"
        .formatted(
            Long.toUnsignedString(version.major()),
            Long.toUnsignedString(version.minor()),
            Long.toUnsignedString(version.patch()),
            version.prerelease(),
            version.metadata());
  }

  private static String parts(JsonNode recorded) {
    return "%s.%s.%s-%s+%s"
        .formatted(
            recorded.get("major").asText(),
            recorded.get("minor").asText(),
            recorded.get("patch").asText(),
            recorded.get("prerelease").asText(),
            recorded.get("metadata").asText());
  }
}
