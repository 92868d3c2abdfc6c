package dev.freshet.api.manifest;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.source.GitRepository;
import java.util.List;
import java.util.stream.Collectors;

/** Tells what an object is by its apiVersion and kind. */
final class Kinds {
  static final String IMAGE_GROUP = "image.toolkit.fluxcd.io";
  static final String SOURCE_GROUP = "source.toolkit.fluxcd.io";
  static final List<String> IMAGE =
      List.of(ImageRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND);
  static final List<String> ALL =
      List.of(
          ImageRepository.KIND,
          ImagePolicy.KIND,
          ImageUpdateAutomation.KIND,
          GitRepository.KIND,
          Secret.KIND,
          Namespace.KIND);

  private static final List<String> FLUX_VERSIONS = List.of("v1", "v1beta2", "v1beta1");
  private static final List<String> CORE_VERSIONS = List.of("v1");

  /** What an object is. */
  sealed interface Verdict {
    /** One of the kinds, in a version that is served. */
    record Known() implements Verdict {}

    /** A list whose items are objects themselves. */
    record Items() implements Verdict {}

    /** None of our business. */
    record Ignored() implements Verdict {}

    /** Meant to be one of the kinds, and is not. */
    record Refused(String message) implements Verdict {}
  }

  private Kinds() {}

  static Verdict of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    if (group.equals(IMAGE_GROUP) && !kind.equals(GitRepository.KIND)) {
      return ofImageGroup(version, kind);
    }
    if (kind.equals(GitRepository.KIND) && group.equals(SOURCE_GROUP)) {
      return served(SOURCE_GROUP, version, FLUX_VERSIONS);
    }
    if (group.isEmpty() && (kind.equals(Secret.KIND) || kind.equals(Namespace.KIND))) {
      return served("", version, CORE_VERSIONS);
    }
    if (isList(kind) && (group.equals(SOURCE_GROUP) || apiVersion.equals("v1"))) {
      return new Verdict.Items();
    }
    boolean isOurs = IMAGE.contains(kind) || kind.equals(GitRepository.KIND);
    return isOurs && (group.isEmpty() || isMeant(group))
        ? withoutGroup(apiVersion, kind)
        : new Verdict.Ignored();
  }

  private static Verdict ofImageGroup(String version, String kind) {
    if (IMAGE.contains(kind)) {
      return served(IMAGE_GROUP, version, FLUX_VERSIONS);
    }
    if (isList(kind)) {
      return new Verdict.Items();
    }
    return new Verdict.Refused(
        "unknown kind \"%s\" in %s%s"
            .formatted(kind, IMAGE_GROUP, Suggestions.nearest(kind, IMAGE)));
  }

  private static Verdict served(String group, String version, List<String> versions) {
    if (versions.contains(version)) {
      return new Verdict.Known();
    }
    String prefix = group.isEmpty() ? "" : group + "/";
    return new Verdict.Refused(
        "unknown version \"%s%s\", known are %s"
            .formatted(
                prefix,
                version,
                versions.stream().map(known -> prefix + known).collect(Collectors.joining(", "))));
  }

  private static Verdict withoutGroup(String apiVersion, String kind) {
    String expected = (IMAGE.contains(kind) ? IMAGE_GROUP : SOURCE_GROUP) + "/v1";
    return new Verdict.Refused(
        apiVersion.isEmpty()
            ? "apiVersion: Required value, such as " + expected
            : "unknown apiVersion \"%s\" for kind %s, expected such as %s"
                .formatted(apiVersion, kind, expected));
  }

  /** Other projects have kinds of these names, in groups of their own. */
  private static boolean isMeant(String group) {
    return group.contains("flux") || group.contains("toolkit");
  }

  private static boolean isList(String kind) {
    return kind.endsWith("List");
  }
}
