package dev.freshet.core.plan;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.marker.ManifestMarkers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Files and policies for tests, written as text. */
final class Trees {
  static final String MARKER = "# {\"$imagepolicy\": \"ns:p:tag\"}";

  private Trees() {}

  static ManifestFile file(String path, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return new ManifestFile(path, ManifestMarkers.find(content), () -> content);
  }

  static List<ManifestFile> files(Map<String, String> texts) {
    return texts.entrySet().stream()
        .filter(text -> ManifestMarkers.isCandidate(text.getKey()))
        .map(text -> file(text.getKey(), text.getValue()))
        .toList();
  }

  static ResolvedPolicy policy(String name, String image, String tag) {
    return new ResolvedPolicy(
        new NamespacedName("ns", name), new ImageRef(image, new Tag(tag), Optional.empty()));
  }

  static Setters setters(ResolvedPolicy... policies) {
    return Setters.of(Arrays.asList(policies), scope("ns", policies));
  }

  static PolicyScope scope(String namespace, ResolvedPolicy... policies) {
    return scope(
        namespace,
        Arrays.stream(policies)
            .map(ResolvedPolicy::policy)
            .collect(Collectors.toUnmodifiableSet()));
  }

  static PolicyScope scope(String namespace, Set<NamespacedName> policies) {
    return new PolicyScope(namespace, policies, Set.of(), Set.of(), Set.of());
  }

  /** The plan for one file when policy {@code p} chose {@code tag}. */
  static Plan plan(String text, String tag) {
    return Planner.plan(List.of(file("f.yaml", text)), setters(policy("p", "img", tag)));
  }

  /** The text after an update to {@code tag}; the same text when nothing changes. */
  static String updated(String text, String tag) {
    Plan plan = plan(text, tag);
    return plan.isEmpty() ? text : after(plan.files().getFirst());
  }

  static String after(FileChange change) {
    return new String(change.after(), StandardCharsets.UTF_8);
  }
}
