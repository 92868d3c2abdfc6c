package dev.freshet.operator.install;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests under {@code install/} and the CRDs they are written for. */
final class Samples {
  static final List<String> VERSIONS = List.of("v1", "v1beta2", "v1beta1");
  static final String NAMESPACE = "flux-system";
  static final ObjectMapper JSON = new ObjectMapper();

  private Samples() {}

  /** A manifest that must be refused, and what the API server says about it. */
  record Refused(String title, String yaml, String message) {
    private static Refused parse(String text) {
      String[] titleAndRest = text.split("\n", 2);
      String[] yamlAndMessage = titleAndRest[1].split("(?m)^>>>\n", -1);
      return new Refused(titleAndRest[0], yamlAndMessage[0], yamlAndMessage[1].strip());
    }

    ObjectNode in(String version) {
      return complete(documents(yaml).getFirst(), version);
    }
  }

  static List<ObjectNode> crds() {
    return Components.asPacked().stream()
        .filter(component -> component.kind().equals("CustomResourceDefinition"))
        .map(Component::manifest)
        .toList();
  }

  static ObjectNode crdOf(String kind) {
    return crds().stream()
        .filter(crd -> crd.at("/spec/names/kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  /** The object's schema in a version. */
  static JsonNode schemaOf(ObjectNode crd, String version) {
    for (JsonNode each : crd.at("/spec/versions")) {
      if (each.path("name").asText().equals(version)) {
        return each.at("/schema/openAPIV3Schema");
      }
    }
    throw new IllegalArgumentException("no version " + version);
  }

  /** One object of each kind with all its fields; they have neither version nor name. */
  static List<ObjectNode> full() {
    return texts("samples").flatMap(text -> documents(text).stream()).toList();
  }

  static List<ObjectNode> guide(String file) {
    return documents(text(folder("guide").resolve(file)));
  }

  /** Objects of another time; {@code ${REGISTRY}} and {@code ${GIT}} are where they live. */
  static String stored() {
    return text(folder("stored").resolve("objects.yaml"));
  }

  static Stream<Refused> refused() {
    return texts("refused")
        .flatMap(text -> Arrays.stream(text.split("(?m)^=== ")))
        .filter(text -> !text.isEmpty())
        .map(Refused::parse);
  }

  /** The object in a version of its kind, with a name. */
  static ObjectNode complete(ObjectNode object, String version) {
    ObjectNode complete = JSON.createObjectNode();
    String kind = object.path("kind").asText();
    String group = crdOf(kind).at("/spec/group").asText();
    complete.put("apiVersion", group + "/" + version).put("kind", kind);
    complete.putObject("metadata").put("name", "sample").put("namespace", NAMESPACE);
    object.properties().forEach(field -> complete.set(field.getKey(), field.getValue()));
    return complete;
  }

  static List<ObjectNode> documents(String yaml) {
    List<ObjectNode> documents = new ArrayList<>();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      documents.add(JSON.valueToTree(document));
    }
    return documents;
  }

  private static Stream<String> texts(String folder) {
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files.sorted().map(Samples::text).toList().stream();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Path folder(String name) {
    try {
      return Path.of(requireNonNull(Samples.class.getResource("/install/" + name)).toURI());
    } catch (URISyntaxException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
