package dev.freshet.operator.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One API object of an installation, as its manifest says it; prints as {@code
 * Kind/[namespace/]name}.
 */
public record Component(ObjectNode manifest) {
  static final String DEPLOYMENT = "Deployment";

  public Component {
    manifest = manifest.deepCopy();
  }

  public String kind() {
    return manifest.path("kind").asText("");
  }

  public String name() {
    return manifest.path("metadata").path("name").asText("");
  }

  /** Where it goes; empty for what lies in no namespace. */
  public Optional<String> namespace() {
    return Optional.of(manifest.path("metadata").path("namespace").asText(""))
        .filter(namespace -> !namespace.isEmpty());
  }

  /** Whether it starts something that takes its time. */
  public boolean isRollout() {
    return kind().equals(DEPLOYMENT);
  }

  @Override
  public String toString() {
    return Stream.of(Optional.of(kind()), namespace(), Optional.of(name()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("/"));
  }
}
