package dev.freshet.engine.image;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.plan.PolicyScope;
import dev.freshet.engine.object.KnownObjects;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which policies may be named in the repository that an automation writes to. */
final class PolicyScopes {
  private static final String SUFFIX = ".git";

  private PolicyScopes() {}

  static PolicyScope of(KnownObjects objects, ImageUpdateAutomation automation) {
    String namespace = automation.metadata().namespace();
    List<ImageUpdateAutomation> neighbours = neighbours(objects, automation);
    Set<NamespacedName> selected = new HashSet<>();
    Set<NamespacedName> others = new HashSet<>();
    Set<NamespacedName> leftOut = new HashSet<>();
    for (ImagePolicy policy : objects.all(ImagePolicy.KIND)) {
      if (policy.metadata().namespace().equals(namespace)) {
        Set<NamespacedName> group =
            automation.selects(policy)
                ? selected
                : neighbours.stream().anyMatch(other -> selects(other, policy)) ? others : leftOut;
        group.add(policy.metadata().key());
      }
    }
    return new PolicyScope(
        namespace,
        selected,
        leftOut,
        others,
        neighbours.stream()
            .map(other -> other.metadata().namespace())
            .filter(other -> !other.equals(namespace))
            .collect(Collectors.toSet()));
  }

  /** The other automations of the repository, which all see its markers. */
  private static List<ImageUpdateAutomation> neighbours(
      KnownObjects objects, ImageUpdateAutomation automation) {
    Optional<String> repository = repository(objects, automation);
    return objects.all(ImageUpdateAutomation.KIND).stream()
        .filter(other -> !other.metadata().key().equals(automation.metadata().key()))
        .filter(other -> repository(objects, other).equals(repository))
        .toList();
  }

  /** Host and path of the repository: the same place may be named in several ways. */
  private static Optional<String> repository(
      KnownObjects objects, ImageUpdateAutomation automation) {
    return objects
        .find(GitRepository.KIND, automation.sourceRef())
        .map(GitRepository::url)
        .map(PolicyScopes::place);
  }

  private static String place(String url) {
    String rest = url.substring(url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3);
    int path = rest.indexOf('/');
    String host = path < 0 ? rest : rest.substring(0, path);
    String bare =
        host.substring(host.lastIndexOf('@') + 1) + (path < 0 ? "" : rest.substring(path));
    String plain = bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    return plain.endsWith(SUFFIX) ? plain.substring(0, plain.length() - SUFFIX.length()) : plain;
  }

  /** One whose selector is senseless serves nothing. */
  private static boolean selects(ImageUpdateAutomation automation, ImagePolicy policy) {
    try {
      return automation.selects(policy);
    } catch (AutomationException _) {
      return false;
    }
  }
}
