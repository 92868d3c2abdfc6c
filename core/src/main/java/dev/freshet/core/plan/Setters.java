package dev.freshet.core.plan;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.OutsideText;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the markers of an automation's namespace are to say, by the setter's name. */
public final class Setters {
  /** A namespace, a policy's name and a part of the reference fit. */
  private static final int LONGEST = 512;

  private final Map<String, Setting> settings;
  private final Set<NamespacedName> known;
  private final Set<NamespacedName> others;
  private final Set<String> namespaces;

  private Setters(
      Map<String, Setting> settings, Set<NamespacedName> known, Set<NamespacedName> others) {
    this.settings = settings;
    this.known = known;
    this.others = others;
    this.namespaces =
        known.stream().map(NamespacedName::namespace).collect(Collectors.toUnmodifiableSet());
  }

  /** What a setter's name leads to. */
  sealed interface Setting {

    record Value(String text, ImageRef image, NamespacedName policy) implements Setting {}

    /** The policy chose something that cannot be written. */
    record Refused(String problem) implements Setting {}

    /** A policy of these namespaces that has chosen nothing, or is not there. */
    record Unresolved(String problem) implements Setting {}

    /** Nothing that this automation serves. */
    record Foreign() implements Setting {}
  }

  public static Setters of(List<ResolvedPolicy> resolved) {
    return of(resolved, Set.of(), Set.of());
  }

  /**
   * Setters for what was resolved.
   *
   * @param known further policies that exist but chose nothing; markers that name other policies of
   *     the same namespaces are reported as unknown
   * @param others policies that another automation writes: their markers are none of our business
   */
  public static Setters of(
      List<ResolvedPolicy> resolved, Set<NamespacedName> known, Set<NamespacedName> others) {
    Map<String, Setting> settings = new HashMap<>();
    Set<NamespacedName> all = new HashSet<>(known);
    for (ResolvedPolicy policy : resolved) {
      all.add(policy.policy());
      addTo(settings, policy);
    }
    return new Setters(Map.copyOf(settings), Set.copyOf(all), Set.copyOf(others));
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
    // Longer than any name is some policy that is not there.
    String setter = OutsideText.atMost(named, LONGEST);
    String[] parts = setter.split(":", 4); // of more than three parts none says anything
    if (!namespaces.contains(parts[0])) {
      return foreign(setter);
    }
    if (parts.length == 1) {
      return new Setting.Unresolved("marker \"" + setter + "\" names no policy");
    }
    NamespacedName policy = new NamespacedName(parts[0], parts[1]);
    if (others.contains(policy)) {
      return new Setting.Foreign();
    }
    if (!known.contains(policy)) {
      return new Setting.Unresolved("marker names an unknown image policy " + policy);
    }
    boolean fitting =
        parts.length == 2
            || (parts.length == 3 && Set.of("tag", "name", "digest").contains(parts[2]));
    return new Setting.Unresolved(
        fitting
            ? "image policy " + policy + " has not chosen an image"
            : "marker \"" + setter + "\" must end with the policy, :tag, :name or :digest");
  }

  /** A slash instead of the colon is a slip worth a word; other namespaces are others' business. */
  private Setting foreign(String setter) {
    int slash = setter.indexOf('/');
    if (slash > 0 && namespaces.contains(setter.substring(0, slash))) {
      return new Setting.Unresolved("marker \"" + setter + "\" must separate names with a colon");
    }
    return new Setting.Foreign();
  }
}
