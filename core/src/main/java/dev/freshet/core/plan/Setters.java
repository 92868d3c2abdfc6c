package dev.freshet.core.plan;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.OutsideText;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the markers of an automation's namespace are to say, by the setter's name. */
public final class Setters {
  /** Room for a namespace, a policy's name and the part of the reference. */
  private static final int LONGEST = 512;

  private static final Set<String> PARTS = Set.of("tag", "name", "digest");

  private final Map<String, Setting> settings;
  private final PolicyScope scope;

  private Setters(Map<String, Setting> settings, PolicyScope scope) {
    this.settings = settings;
    this.scope = scope;
  }

  /** What a setter's name leads to. */
  sealed interface Setting {

    record Value(String text, ImageRef image, NamespacedName policy) implements Setting {}

    /** The policy chose something that cannot be written. */
    record Refused(String problem) implements Setting {}

    /** A policy that has selected nothing, or that no automation serves. */
    record Unresolved(String problem) implements Setting {}

    /** A policy that another automation serves. */
    record Foreign() implements Setting {}
  }

  /** Setters for what was resolved, and what to say of markers that name something else. */
  public static Setters of(List<ResolvedPolicy> resolved, PolicyScope scope) {
    Map<String, Setting> settings = new HashMap<>();
    for (ResolvedPolicy policy : resolved) {
      addTo(settings, policy);
    }
    return new Setters(Map.copyOf(settings), scope);
  }

  Setting named(String setter) {
    Setting setting = settings.get(setter);
    return setting != null ? setting : missing(setter);
  }

  private static void addTo(Map<String, Setting> settings, ResolvedPolicy resolved) {
    NamespacedName policy = resolved.policy();
    ImageRef image = resolved.latest();
    String base = policy.namespace() + ":" + policy.name();
    Map<String, String> values =
        Map.of(
            base,
            image.toString(),
            base + ":tag",
            image.tag().value(),
            base + ":name",
            image.name(),
            base + ":digest",
            image.digest().map(Digest::value).orElse(""));
    try {
      image.requireValid();
      values.forEach(
          (setter, text) -> settings.put(setter, new Setting.Value(text, image, policy)));
    } catch (InvalidInputException e) {
      String problem =
          "encountered invalid image ref \""
              + OutsideText.excerpt(image.toString())
              + "\": "
              + e.getMessage();
      values.keySet().forEach(setter -> settings.put(setter, new Setting.Refused(problem)));
    }
  }

  private Setting missing(String named) {
    // No policy has a name that long.
    String setter = OutsideText.atMost(named, LONGEST);
    String[] parts = setter.split(":", 4); // of more than three parts none says anything
    if (!parts[0].equals(scope.namespace())) {
      return foreign(setter, parts);
    }
    if (parts.length == 1) {
      return new Setting.Unresolved("marker \"" + setter + "\" names no policy");
    }
    NamespacedName policy = new NamespacedName(parts[0], parts[1]);
    if (scope.others().contains(policy)) {
      return new Setting.Foreign();
    }
    if (scope.leftOut().contains(policy)) {
      return new Setting.Unresolved(
          "image policy " + policy + " is left out by the automation's spec.policySelector");
    }
    if (!scope.selected().contains(policy)) {
      return new Setting.Unresolved("marker names an unknown image policy " + policy);
    }
    boolean fitting = parts.length == 2 || (parts.length == 3 && PARTS.contains(parts[2]));
    return new Setting.Unresolved(
        fitting
            ? "image policy " + policy + " has not chosen an image"
            : "marker \"" + setter + "\" must end with the policy, :tag, :name or :digest");
  }

  private Setting foreign(String setter, String[] parts) {
    if (scope.otherNamespaces().contains(parts[0])) {
      return new Setting.Foreign();
    }
    if (parts.length == 1) {
      return new Setting.Unresolved(
          setter.indexOf('/') > 0
              ? "marker \"" + setter + "\" must separate names with a colon"
              : "marker \"%s\" names no namespace: \"%s:%s\" names that of the automation"
                  .formatted(setter, scope.namespace(), setter));
    }
    return new Setting.Unresolved(
        "marker \"%s\" names a policy of another namespace: this automation serves those of %s alone"
            .formatted(setter, scope.namespace()));
  }
}
