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
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The recorded answers of the real Go code, one JSON object a line: those of the module under test,
 * or those in the folder that the system property {@code golden.dir} names. A file that ends with
 * {@code .gz} is unpacked.
 */
public final class Recordings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Recordings() {}

  /** The cases of a file; a test of one that the named folder lacks is skipped. */
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
        Assumptions.assumeTrue(Files.exists(path), () -> file + " is not in " + folder);
        return text(file, Files.newInputStream(path));
      }
      InputStream content = Recordings.class.getResourceAsStream("/golden/" + file);
      if (content == null) {
        throw new IllegalStateException("no recordings in " + file);
      }
      return text(file, content);
    } catch (IOException cause) {
      throw new UncheckedIOException("read " + file, cause);
    }
  }

  private static String text(String file, InputStream content) throws IOException {
    try (InputStream opened = file.endsWith(".gz") ? new GZIPInputStream(content) : content) {
      return new String(opened.readAllBytes(), StandardCharsets.UTF_8);
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
