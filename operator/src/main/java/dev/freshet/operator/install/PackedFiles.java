package dev.freshet.operator.install;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of {@code deploy/} in the jar, in the order their kustomizations list them. */
final class PackedFiles {
  private static final String KUSTOMIZATION = "kustomization.yaml";
  private static final ObjectMapper JSON = new ObjectMapper();

  private PackedFiles() {}

  /** Every object there; each call returns trees of its own. */
  static List<ObjectNode> objects() {
    return objectsListedIn("/deploy/");
  }

  private static List<ObjectNode> objectsListedIn(String folder) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode resource : documents(folder + KUSTOMIZATION).getFirst().path("resources")) {
      String path = folder + resource.asText("");
      objects.addAll(path.endsWith(".yaml") ? documents(path) : objectsListedIn(path + "/"));
    }
    return objects;
  }

  private static List<ObjectNode> documents(String path) {
    try (InputStream file = requireNonNull(PackedFiles.class.getResourceAsStream(path), path)) {
      List<ObjectNode> documents = new ArrayList<>();
      for (Object document :
          new Load(LoadSettings.builder().build()).loadAllFromInputStream(file)) {
        documents.add(JSON.valueToTree(document));
      }
      return documents;
    } catch (IOException cause) {
      throw new UncheckedIOException("read " + path + " from the jar", cause);
    }
  }
}
