package dev.freshet.engine.state;

import dev.freshet.api.Metadata;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.access.Holder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** One object that is reconciled; prints as {@code ImagePolicy flux-system/podinfo}. */
public record ObjectKey(Kind kind, NamespacedName name) implements Comparable<ObjectKey> {
  /** RFC 1123 subdomains, as Kubernetes wants them; also what keeps a name out of other folders. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  /** The kinds, in the order the data flows. */
  public enum Kind {
    GIT_REPOSITORY("GitRepository"),
    IMAGE_REPOSITORY("ImageRepository"),
    IMAGE_POLICY("ImagePolicy"),
    IMAGE_UPDATE_AUTOMATION("ImageUpdateAutomation");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    /** As in {@code imagerepository/podinfo} of a table. */
    public String lowerCase() {
      return text.toLowerCase(java.util.Locale.ROOT);
    }
  }

  public ObjectKey {
    if (!isPossible(name)) {
      throw new InvalidInputException(
          "'%s' is not the name of a Kubernetes object: lower-case letters, digits, '-' and '.' only"
              .formatted(name));
    }
  }

  public static ObjectKey of(Kind kind, Metadata metadata) {
    return new ObjectKey(kind, metadata.key());
  }

  /** What a reference, which may say anything, means; empty where no object can have that name. */
  public static Optional<ObjectKey> ofReference(Kind kind, NamespacedName name) {
    return isPossible(name) ? Optional.of(new ObjectKey(kind, name)) : Optional.empty();
  }

  /** Reads what {@link #toString} prints; empty for anything else. */
  static Optional<ObjectKey> parse(String text) {
    int space = text.indexOf(' ');
    int slash = text.indexOf('/');
    for (Kind kind : Kind.values()) {
      if (space > 0 && slash > space && text.substring(0, space).equals(kind.text())) {
        return ofReference(
            kind, new NamespacedName(text.substring(space + 1, slash), text.substring(slash + 1)));
      }
    }
    return Optional.empty();
  }

  private static boolean isPossible(NamespacedName name) {
    return NAME.matcher(name.namespace()).matches() && NAME.matcher(name.name()).matches();
  }

  /** This object as one on whose behalf something is kept. */
  public Holder holder() {
    return new Holder(name.namespace(), toString());
  }

  /** Where this object's file lies below a folder of the state. */
  Path file(Path directory, String extension) {
    return directory
        .resolve(kind.lowerCase())
        .resolve(name.namespace())
        .resolve(name.name() + extension);
  }

  @Override
  public int compareTo(ObjectKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }

  @Override
  public String toString() {
    return kind.text() + " " + name;
  }
}
