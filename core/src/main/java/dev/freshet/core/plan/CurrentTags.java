package dev.freshet.core.plan;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Tag;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.Marker;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tags that markers in Git hold now, by policy. They protect a run that remembers nothing: a
 * tag that is deployed counts as known even when the registry's list lacks it.
 */
public final class CurrentTags {
  private static final String TAG_SUFFIX = "tag";

  private CurrentTags() {}

  /**
   * Reads the tags out of markers that name one of the policies. A value with another image name
   * than the policy's says nothing about the policy's tags and is passed over.
   */
  public static Map<NamespacedName, Set<Tag>> in(
      List<ManifestFile> files, Collection<ResolvedPolicy> policies) {
    Map<String, ResolvedPolicy> bySetter =
        policies.stream()
            .collect(
                Collectors.toMap(
                    policy -> policy.policy().namespace() + ":" + policy.policy().name(),
                    Function.identity()));
    Map<NamespacedName, Set<Tag>> current = new HashMap<>();
    for (ManifestFile file : files) {
      if (file.markers() instanceof ManifestMarkers.Found(List<Marker> markers, _, _)) {
        for (Marker marker : markers) {
          String[] setter = marker.setter().split(":", 3);
          ResolvedPolicy policy =
              setter.length < 2 ? null : bySetter.get(setter[0] + ":" + setter[1]);
          if (policy != null) {
            tag(marker.value(), setter, policy.latest().name())
                .ifPresent(
                    tag -> current.computeIfAbsent(policy.policy(), _ -> new TreeSet<>()).add(tag));
          }
        }
      }
    }
    return current;
  }

  private static Optional<Tag> tag(String value, String[] setter, String image) {
    if (setter.length == 3) {
      return setter[2].equals(TAG_SUFFIX) && !value.isEmpty()
          ? Optional.of(new Tag(value))
          : Optional.empty();
    }
    String reference = value.contains("@") ? value.substring(0, value.indexOf('@')) : value;
    boolean named = reference.startsWith(image + ":");
    return named && reference.length() > image.length() + 1
        ? Optional.of(new Tag(reference.substring(image.length() + 1)))
        : Optional.empty();
  }
}
