package dev.freshet.api.kind;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import java.util.Optional;
import java.util.regex.Pattern;

/** One object that is reconciled; prints as {@code ImagePolicy flux-system/podinfo}. */
public record ObjectKey(Kind<?, ?> kind, NamespacedName name) implements Comparable<ObjectKey> {
  /** RFC 1123 subdomains, as Kubernetes wants them; also what keeps a name out of other folders. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  public ObjectKey {
    if (!isPossible(name)) {
      throw new InvalidInputException(
          "'%s' is not the name of a Kubernetes object: lower-case letters, digits, '-' and '.' only"
              .formatted(name));
    }
  }

  /** What a reference, which may say anything, means; empty where no object can have that name. */
  public static Optional<ObjectKey> ofReference(Kind<?, ?> kind, NamespacedName name) {
    return isPossible(name) ? Optional.of(new ObjectKey(kind, name)) : Optional.empty();
  }

  private static boolean isPossible(NamespacedName name) {
    return NAME.matcher(name.namespace()).matches() && NAME.matcher(name.name()).matches();
  }

  /** Kinds in the order the data flows, then namespaces and names. */
  @Override
  public int compareTo(ObjectKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }

  @Override
  public String toString() {
    return kind.name() + " " + name;
  }
}
