package dev.freshet.testkit.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The recorded answers of the real Go code, one JSON object a line: those of the module under test,
 * or those in the folder that the system property {@code golden.dir} names.
 */
public final class Recordings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recordings() {}

  /** The cases of a file; none when the named folder lacks it. */
  public static Stream<JsonNode> of(String file) {
    return text(file).lines().map(Recordings::json);
  }

  /** The texts of a JSON array; none for null. */
  public static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static String text(String file) {
    String folder = System.getProperty("golden.dir", "");
    try {
      if (!folder.isEmpty()) {
        Path path = Path.of(folder, file);
        return Files.exists(path) ? Files.readString(path) : "";
      }
      try (InputStream content = Recordings.class.getResourceAsStream("/golden/" + file)) {
        if (content == null) {
          throw new IllegalStateException("no recordings in " + file);
        }
        return new String(content.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("read " + file, cause);
    }
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException cause) {
      throw new UncheckedIOException("read " + line, cause);
    }
  }
}
