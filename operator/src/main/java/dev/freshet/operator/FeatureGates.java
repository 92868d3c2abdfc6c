package dev.freshet.operator;

import dev.freshet.core.InvalidInputException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Flux's feature gates, as far as its controllers for these kinds have them. An installation that
 * sets them starts; {@code docs/operator.md} says which make a difference.
 */
public record FeatureGates(Map<Gate, Boolean> set) {
  public static final FeatureGates NONE = new FeatureGates(Map.of());

  /** The names users write. */
  public enum Gate {
    CACHE_SECRETS_AND_CONFIG_MAPS("CacheSecretsAndConfigMaps"),
    FLUX_STORAGE("FluxStorage"),
    GIT_ALL_BRANCH_REFERENCES("GitAllBranchReferences"),
    GIT_FORCE_PUSH_BRANCH("GitForcePushBranch"),
    GIT_SHALLOW_CLONE("GitShallowClone"),
    GIT_SPARSE_CHECKOUT("GitSparseCheckout"),
    OBJECT_LEVEL_WORKLOAD_IDENTITY("ObjectLevelWorkloadIdentity"),
    OPTIMIZED_GIT_CLONES("OptimizedGitClones");

    private final String text;

    Gate(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public FeatureGates {
    set = Map.copyOf(set);
  }

  public boolean isOn(Gate gate) {
    return set.getOrDefault(gate, false);
  }

  /** Reads {@code Name=true,Other=false}; an unknown name must not pass for one that is set. */
  public static FeatureGates parse(String text) {
    Map<Gate, Boolean> set = new EnumMap<>(Gate.class);
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        String[] pair = part.strip().split("=", 2);
        set.put(gate(pair[0]), truth(pair[0], pair.length == 2 ? pair[1] : ""));
      }
    }
    return new FeatureGates(set);
  }

  private static Gate gate(String name) {
    return Arrays.stream(Gate.values())
        .filter(gate -> gate.text.equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InvalidInputException(
                "feature-gate '%s' is not known, known are %s"
                    .formatted(
                        name,
                        Arrays.stream(Gate.values())
                            .map(Gate::text)
                            .collect(Collectors.joining(", ")))));
  }

  private static boolean truth(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidInputException(
              "feature-gate '%s' wants true or false, not '%s'".formatted(name, value));
    };
  }
}
