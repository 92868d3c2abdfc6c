package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testkit.golden.Recordings;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Go's {@code archive/tar} wrote in front of a file. */
class TarHeaderGoldenTest {

  static Stream<JsonNode> recordings() {
    return Recordings.of("tar-headers.jsonl");
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void writesTheBytesThatGoWrites(JsonNode recorded) throws Exception {
    boolean directory = recorded.path("kind").asText().equals("directory");
    int mode = directory ? 0750 : recorded.path("kind").asText().equals("file") ? 0600 : 0700;

    byte[] header =
        TarHeader.of(
            recorded.path("name").asText(),
            directory ? TarHeader.DIRECTORY : TarHeader.FILE,
            mode,
            recorded.path("size").asLong());

    assertThat(header).hasSize(recorded.path("headerBytes").asInt());
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(header)))
        .isEqualTo(recorded.path("sha256").asText());
  }
}
