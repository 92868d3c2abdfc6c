package dev.freshet.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestOrigin;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.engine.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The objects of the last run, so that readers of the state folder know specs beside statuses. No
 * Secret is ever written here, nor the login of a URL.
 */
public record ManifestStore(Path file) {
  /** Set up by those who write; readers do without. */
  private static final class Writing {
    private static final ObjectMapper JSON = new ObjectMapper();
  }

  private static final long LONGEST = 256L << 20;

  /** Every stored object names its own. */
  private static final String NO_NAMESPACE = "default";

  public void write(Manifests manifests) {
    try {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (ManifestOrigin origin : sorted(manifests)) {
        if (!origin.json().isEmpty()) {
          list.addObject()
              .put("path", origin.path())
              .put("line", origin.line())
              .set("object", named(origin));
        }
      }
      AtomicFile.writeRebuildable(file, Writing.JSON.writeValueAsBytes(list));
    } catch (IOException cause) {
      throw new ReasonedException(Reason.FAILED, "write the manifests to the state folder", cause);
    }
  }

  /** The objects as they were last read; empty before the first run. */
  public Manifests read(Kinds kinds) {
    List<ManifestText> texts = new ArrayList<>();
    for (JsonNode entry : entries()) {
      // JSON is YAML, so the one reader of manifests reads this too.
      texts.add(new ManifestText(entry.path("path").asText(""), entry.path("object").toString()));
    }
    return Manifests.read(kinds, texts, NO_NAMESPACE);
  }

  /** One object as it was last read. */
  public Optional<JsonNode> json(ObjectKey key) {
    for (JsonNode entry : entries()) {
      JsonNode object = entry.path("object");
      JsonNode metadata = object.path("metadata");
      if (object.path("kind").asText("").equals(key.kind().name())
          && metadata.path("name").asText("").equals(key.name().name())
          && metadata.path("namespace").asText("").equals(key.name().namespace())) {
        return Optional.of(object);
      }
    }
    return Optional.empty();
  }

  /** With its namespace, which the manifest may have left to the command line. */
  private static JsonNode named(ManifestOrigin origin) throws IOException {
    JsonNode object = Logins.without(Writing.JSON.readTree(origin.json()));
    String key = origin.object().substring(origin.object().indexOf(' ') + 1);
    if (object.path("metadata") instanceof ObjectNode metadata && key.contains("/")) {
      metadata.put("namespace", key.substring(0, key.indexOf('/')));
    }
    return object;
  }

  private Iterable<JsonNode> entries() {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IOException("longer than any");
      }
      return StoredJson.read(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException cause) {
      throw new ReasonedException(
          Reason.FAILED,
          "read the manifests in the state folder: the file is damaged; the next run writes it"
              + " anew",
          cause);
    }
  }

  private static List<ManifestOrigin> sorted(Manifests manifests) {
    return manifests.origins().values().stream()
        .sorted(Comparator.comparing(ManifestOrigin::object))
        .toList();
  }
}
