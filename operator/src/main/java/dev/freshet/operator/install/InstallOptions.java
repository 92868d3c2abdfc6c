package dev.freshet.operator.install;

import dev.freshet.core.InvalidInputException;
import dev.freshet.operator.log.LogLevel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an installation may have otherwise than {@code deploy/} says.
 *
 * @param image the container image; the packed one when empty
 * @param imagePullSecret the Secret it is pulled with
 * @param clusterDomain the domain of the names of Services
 * @param tolerationKeys the taints of nodes that are accepted
 */
public record InstallOptions(
    String namespace,
    Optional<String> image,
    Optional<String> imagePullSecret,
    Watch watch,
    LogLevel logLevel,
    NetworkPolicy networkPolicy,
    String clusterDomain,
    List<String> tolerationKeys) {
  private static final Pattern IMAGE = Pattern.compile("[a-z0-9][\\w./:@-]*");
  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** Whose objects are looked at, and so how far its rights reach. */
  public enum Watch {
    ALL_NAMESPACES,
    OWN_NAMESPACE
  }

  /** Whether the network policy is a part of it. */
  public enum NetworkPolicy {
    INCLUDED,
    LEFT_OUT
  }

  public InstallOptions {
    tolerationKeys = List.copyOf(tolerationKeys);
    if (image.isPresent() && !IMAGE.matcher(image.get()).matches()) {
      throw new InvalidInputException("'%s' is not the name of an image".formatted(image.get()));
    }
    if (!DOMAIN.matcher(clusterDomain).matches()) {
      throw new InvalidInputException("'%s' is not a domain".formatted(clusterDomain));
    }
  }
}
